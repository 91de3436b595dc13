/** The picture of a kind of equipment, told from what it is called, in English or Portuguese. */
import AudioWaveform from "@lucide/svelte/icons/audio-waveform";
import Battery from "@lucide/svelte/icons/battery";
import Bot from "@lucide/svelte/icons/bot";
import Cable from "@lucide/svelte/icons/cable";
import Camera from "@lucide/svelte/icons/camera";
import CircuitBoard from "@lucide/svelte/icons/circuit-board";
import CloudSun from "@lucide/svelte/icons/cloud-sun";
import Drill from "@lucide/svelte/icons/drill";
import Drone from "@lucide/svelte/icons/drone";
import Gauge from "@lucide/svelte/icons/gauge";
import Glasses from "@lucide/svelte/icons/glasses";
import Hammer from "@lucide/svelte/icons/hammer";
import Headphones from "@lucide/svelte/icons/headphones";
import KeyRound from "@lucide/svelte/icons/key-round";
import Laptop from "@lucide/svelte/icons/laptop";
import Mic from "@lucide/svelte/icons/mic";
import Microscope from "@lucide/svelte/icons/microscope";
import Monitor from "@lucide/svelte/icons/monitor";
import Package from "@lucide/svelte/icons/package";
import Plug from "@lucide/svelte/icons/plug";
import Printer from "@lucide/svelte/icons/printer";
import Projector from "@lucide/svelte/icons/projector";
import Radar from "@lucide/svelte/icons/radar";
import RadioTower from "@lucide/svelte/icons/radio-tower";
import Speaker from "@lucide/svelte/icons/speaker";
import Tablet from "@lucide/svelte/icons/tablet";
import Thermometer from "@lucide/svelte/icons/thermometer";
import type { Component } from "svelte";
import { fold } from "$lib/fold";

/**
 * How words begin that tell a kind, without accents and capitals. The first kind that fits is
 * taken, so that a thermal camera comes before a camera and a screwdriver before a key.
 */
const KINDS: [Component, string[]][] = [
  [Microscope, ["microscop"]],
  [Thermometer, ["thermal", "thermom", "termic", "termom", "temperatur"]],
  [AudioWaveform, ["oscillosc", "oscilosc", "analog discovery", "logic anal", "analisador"]],
  [AudioWaveform, ["spectrum", "signal gen", "function gen", "gerador"]],
  [
    Gauge,
    ["multimet", "voltmet", "ammeter", "amperim", "power profiler", "measur", "medicao", "medid"],
  ],
  [Printer, ["printer", "impressora", "3d print", "impressao"]],
  [CloudSun, ["weather", "meteorolog"]],
  [Camera, ["camera", "camara", "webcam", "lens", "objetiva"]],
  [Projector, ["projector", "projetor"]],
  [Laptop, ["laptop", "notebook", "portatil", "portateis", "thinkpad", "macbook"]],
  [Tablet, ["tablet", "ipad"]],
  [Headphones, ["headphone", "headset", "auscultador"]],
  [Mic, ["microphone", "microfone"]],
  [Speaker, ["speaker", "coluna", "audio", "amplif"]],
  [Glasses, ["glasses", "oculos", "virtual reality", "realidade virtual"]],
  [Drone, ["drone", "quadc"]],
  [Bot, ["robot", "turtlebot"]],
  [Drill, ["drill", "berbequim", "aparafusador"]],
  [
    Hammer,
    ["tool", "ferramenta", "screwdriver", "chave de fend", "solder", "sold", "saw", "serra"],
  ],
  [RadioTower, ["lora", "radio", "rtl-sdr", "sdr", "nb-iot", "antenna", "antena", "gateway"]],
  [CircuitBoard, ["fpga", "raspberry", "arduino", "esp32", "stm32", "nucleo", "jetson", "pynq"]],
  [CircuitBoard, ["single-board", "microcontr", "board", "placa"]],
  [Plug, ["power", "supply", "fonte", "alimenta", "charger", "carregador"]],
  [Battery, ["batter", "bateria"]],
  [Cable, ["cable", "cabo", "adapter", "adaptador"]],
  [Radar, ["sensor", "lidar", "detector", "detetor", "probe", "sonda"]],
  [Monitor, ["monitor", "screen", "ecra", "display"]],
  [KeyRound, ["key ", "keys", "chave"]],
];

/** The first of these words that tells a kind decides: its name, then its model, its category. */
export function kindIcon(...words: (string | null | undefined)[]): Component {
  for (const each of words) {
    const known = each && KINDS.find(([, stems]) => tells(fold(each), stems));
    if (known) return known[0];
  }
  return Package;
}

/** Words begin with a stem; what stands inside another word tells nothing. */
const tells = (name: string, stems: string[]): boolean =>
  stems.some((stem) => name.startsWith(stem) || name.includes(` ${stem}`));
