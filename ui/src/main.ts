import { mount } from "svelte";
import "./styles/base.css";
import App from "./App.svelte";
import { theme } from "./lib/theme.svelte";

theme.start();

const target = document.getElementById("app");
if (target) mount(App, { target });
