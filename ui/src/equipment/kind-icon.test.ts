import AudioWaveform from "@lucide/svelte/icons/audio-waveform";
import Camera from "@lucide/svelte/icons/camera";
import CircuitBoard from "@lucide/svelte/icons/circuit-board";
import Hammer from "@lucide/svelte/icons/hammer";
import Gauge from "@lucide/svelte/icons/gauge";
import KeyRound from "@lucide/svelte/icons/key-round";
import Laptop from "@lucide/svelte/icons/laptop";
import Package from "@lucide/svelte/icons/package";
import Plug from "@lucide/svelte/icons/plug";
import Printer from "@lucide/svelte/icons/printer";
import RadioTower from "@lucide/svelte/icons/radio-tower";
import Thermometer from "@lucide/svelte/icons/thermometer";
import { expect, test } from "vitest";
import { kindIcon } from "./kind-icon";

test.each([
  ["Osciloscópio Rigol DS1054Z", AudioWaveform],
  ["Tektronix oscilloscope", AudioWaveform],
  ["Fonte Rigol DP832", Plug],
  ["Bench power supply", Plug],
  ["LoRa SX1276 kit", RadioTower],
  ["Multímetro Fluke 117", Gauge],
  ["CÂMARA INTEL", Camera],
  ["Impressora 3D Prusa MK4", Printer],
  ["Portátil Lenovo ThinkPad L14", Laptop],
  ["Raspberry Pi 5 8GB", CircuitBoard],
])("%s is known by its words", (title, icon) => {
  expect(kindIcon(title)).toBe(icon);
});

test("what says more comes first", () => {
  expect(kindIcon("Câmara térmica FLIR C5")).toBe(Thermometer);
  expect(kindIcon("Power Profiler Kit II")).toBe(Gauge);
  expect(kindIcon("Chave de fendas")).toBe(Hammer);
  expect(kindIcon("Chave da sala 2.14")).toBe(KeyRound);
});

test("the name decides before the model, and the model before the category", () => {
  expect(kindIcon("Rita", "ThinkPad L14", "Measurement")).toBe(Laptop);
  expect(kindIcon("Rita", null, "Measurement")).toBe(Gauge);
  expect(kindIcon("Cabo USB", "ThinkPad L14", null)).not.toBe(Laptop);
});

test("what tells nothing has the general picture", () => {
  expect(kindIcon("Rita")).toBe(Package);
  expect(kindIcon("", undefined)).toBe(Package);
  expect(kindIcon("Monkey", "Florada")).toBe(Package);
});
