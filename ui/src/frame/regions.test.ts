import { afterEach, expect, it } from "vitest";
import { nextRegion } from "./regions";

const SHELL = (room: string) => `
  <nav><a href="#x" id="sidebar">Today</a></nav>
  <div role="search"><input id="box"></div>
  <main>${room}</main>
  <footer><button id="status">live</button></footer>`;

const visited = (steps: number): string[] =>
  Array.from({ length: steps }, () => {
    nextRegion();
    return document.activeElement?.id ?? "";
  });

afterEach(() => document.body.replaceChildren());

it("goes from the scan box over the sidebar, list, detail and action bar to the status bar", () => {
  document.body.innerHTML = SHELL(`
    <button>filter</button>
    <div role="listbox" tabindex="0" id="list"></div>
    <section class="detail">
      <button id="detail">line</button>
      <div role="toolbar"><button id="actions">Approve</button></div>
      <footer><button id="hints">not the status bar</button></footer>
    </section>`);
  const order = ["box", "sidebar", "list", "detail", "actions", "status"];
  expect(visited(7)).toEqual([...order, "box"]);
});

it("takes a room without a list as one part", () => {
  document.body.innerHTML = SHELL(`<button id="room">Settings</button>`);
  expect(visited(5)).toEqual(["box", "sidebar", "room", "status", "box"]);
});

it("returns to what is chosen", () => {
  document.body.innerHTML = SHELL(`
    <div role="grid" id="grid">
      <div role="row" tabindex="-1">1</div>
      <div role="row" tabindex="0" aria-selected="true" id="chosen">2</div>
    </div>`);
  expect(visited(3)).toEqual(["box", "sidebar", "chosen"]);
});
