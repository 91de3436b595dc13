import { mount } from "svelte";
import "./styles/base.css";
import App from "./App.svelte";
import { later } from "./frame/later.svelte";
import { tellWhenPainted } from "./lib/first-screen";
import { theme } from "./lib/theme.svelte";
import { zoom } from "./lib/zoom.svelte";

theme.start();
zoom.apply();

const target = document.getElementById("app");
if (target) mount(App, { target });
void tellWhenPainted().then(() => later.fetch());
