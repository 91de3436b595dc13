/** The browser host: the real desk over loopback, and a Snipe-IT that can be disturbed. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { commands } from "../src/lib/bindings";

/** Where a browser begins. */
export type Stage = "welcome" | "lab" | "large";

/** What people do in Snipe-IT, and the weather. */
export type Doing =
  | { kind: "go_offline" }
  | { kind: "come_back" }
  | { kind: "throttle"; seconds: number }
  | { kind: "lose_label_answer" }
  | { kind: "lose_hand_over" }
  | { kind: "delay"; ms: number }
  | { kind: "check_out"; tag: string; email: string }
  | { kind: "check_in"; tag: string }
  | { kind: "put_label"; tag: string; label: string }
  | { kind: "revoke_token" }
  | { kind: "only_look" }
  | { kind: "do_anything" };

type Commands = typeof commands;
type Answer<K extends keyof Commands> =
  Awaited<ReturnType<Commands[K]>> extends infer R
    ? R extends { status: "ok"; data: infer T }
      ? T
      : never
    : never;

const TARGET = fileURLToPath(new URL("../../target", import.meta.url));

/** A running host; it ends with its standard input. */
export class Host {
  private constructor(
    /** Where the window is. */
    readonly url: string,
    /** The address of its Snipe-IT, and the token to get in. */
    readonly snipeIt: { address: string; token: string },
    private readonly process: ChildProcess,
  ) {}

  /** Starts the program that `cargo build` made. */
  static async start(stage: Stage, more: string[] = []): Promise<Host> {
    const profile = process.env.TOOLCRIB_PROFILE ?? "debug";
    const program = `${process.env.CARGO_TARGET_DIR ?? TARGET}/${profile}/browser-host`;
    if (!existsSync(program)) throw new Error(`${program} is missing: cargo build --workspace`);
    const child = spawn(program, ["--stage", stage, ...more], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const url = (await lines.next()).value as string | undefined;
    const second = (await lines.next()).value as string | undefined;
    if (!url || !second) throw new Error(`the host of stage ${stage} ended at once`);
    const [, address = "", token = ""] = second.split(" ").slice(-3);
    return new Host(url, { address, token }, child);
  }

  /** Something happens outside the window. */
  async does(doing: Doing): Promise<void> {
    const answer = await this.#post("/do", doing);
    if (!answer.ok) throw new Error(`${doing.kind}: ${await answer.text()}`);
  }

  /** Asks the desk as the window would, by the command's name in Rust. */
  async ask<K extends keyof Commands>(command: K, args: unknown = {}): Promise<Answer<K>> {
    const name = command.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const answer = await this.#post(`/invoke/${name}`, args);
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
    return (await answer.json()) as Answer<K>;
  }

  /** Ends the program, and waits for it. */
  async stop(): Promise<void> {
    const ended = new Promise((done) => this.process.once("exit", done));
    this.process.stdin?.end();
    await ended;
  }

  #post(path: string, body: unknown): Promise<Response> {
    const headers = { "content-type": "application/json" };
    return fetch(this.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  }
}
