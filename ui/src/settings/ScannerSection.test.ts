import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { scannerChoices } from "$lib/scanner-choices.svelte";
import ScannerSection from "./ScannerSection.svelte";

vi.mock("@tauri-apps/api/core", () => ({ invoke: async () => [] }));

vi.setConfig({ testTimeout: 60_000 });

afterEach(() => {
  scannerChoices.setGap(40);
  scannerChoices.setSound(false);
});

/** A label as a scanner types it into the field, so many milliseconds from key to key. */
async function read(text: string, gap: number): Promise<void> {
  const field = screen.getByLabelText<HTMLInputElement>("Scan here");
  for (const [i, key] of [...text, "Enter"].entries()) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, "timeStamp", { value: 1000 + i * gap });
    field.dispatchEvent(event);
    if (key !== "Enter") await fireEvent.input(field, { target: { value: field.value + key } });
  }
}

test("a scanner that is slower than allowed is shown, and allowed on a press", async () => {
  render(ScannerSection);
  await read("ML-0633", 62);
  expect(await screen.findByText(/up to 62 ms apart. Beyond 40 ms/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Allow 80 ms" }));
  expect(scannerChoices.gap).toBe(80);
  expect(await screen.findByText("The scanner works: read in 372 ms.")).toBeVisible();
  expect(screen.getByRole("slider")).toHaveValue("80");
  await read("ML-0633", 62);
  expect(screen.queryByRole("button", { name: /^Allow/ })).toBeNull();
});

test("the time between keys is set by hand and kept, and the sound is silent at first", async () => {
  render(ScannerSection);
  await fireEvent.input(screen.getByRole("slider"), { target: { value: "65" } });
  expect(scannerChoices.gap).toBe(65);
  expect(localStorage.getItem("toolcrib.scan-gap")).toBe("65");
  expect(screen.getByText("65 ms")).toBeVisible();
  expect(screen.getByRole("radio", { name: "Silent" })).toBeChecked();
  await userEvent.click(screen.getByRole("radio", { name: "Ticks" }));
  expect(localStorage.getItem("toolcrib.scan-sound")).toBe("on");
});
