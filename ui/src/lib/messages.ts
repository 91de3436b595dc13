/** The message catalogue. Every word a person reads comes from here. */
export { m } from "../paraglide/messages.js";
