import type { DeskError, KeepToken, LabelMap, SetupChoice, TokenReport } from "$lib/bindings";
import { desk, deskError } from "$lib/desk";
import { language } from "$lib/language.svelte";
import { complaints, settled, type LabelDraft, type LabelMeaning } from "./label-draft";
import { LabelMaker } from "./label-maker.svelte";
import { blocking, rightRows, switchedOff } from "./rights";

/** The second step: what the token may do, which labels mean what, and the time zone. */
export class RightsStep {
  report: TokenReport = $state()!;
  labels: LabelDraft = $state()!;
  zone: string = $state()!;
  /** As typed; empty when people use the same address. */
  publicAddress = $state("");
  /** Creates labels that are missing. */
  readonly maker = new LabelMaker();
  /** Whether the choice is being stored. */
  finishing = $state(false);
  /** Why it could not be stored. */
  error = $state<DeskError>();

  rows = $derived(rightRows(this.report.rights));
  blocked = $derived(blocking(this.rows));
  off = $derived(switchedOff(this.rows));
  labelComplaints = $derived(complaints(this.labels, this.report.labels));
  #map = $derived(settled(this.labels, this.report.labels));
  /** Whether everything that must be chosen is. */
  ready = $derived(this.blocked.length === 0 && this.#map !== undefined);

  constructor(report: TokenReport) {
    this.report = report;
    this.labels = { ...report.suggested };
    this.zone = report.zone;
  }

  /** A fresh answer replaces what the server said, never what the person chose. */
  renew(report: TokenReport) {
    this.report = report;
    const { available, reserved, checked_out } = this.labels;
    this.labels = {
      available: available ?? report.suggested.available,
      reserved: reserved ?? report.suggested.reserved,
      checked_out,
    };
  }

  /** Another address may be right. */
  typePublicAddress(text: string) {
    this.publicAddress = text;
    this.error = undefined;
  }

  /** Chooses a label. */
  choose(meaning: LabelMeaning, label: number | null) {
    this.labels = { ...this.labels, [meaning]: label };
    this.error = undefined;
  }

  /** Creates a label in Snipe-IT and chooses it. */
  async createLabel(meaning: LabelMeaning, name: string) {
    const label = await this.maker.make(meaning, name);
    if (!label) return;
    this.report = { ...this.report, labels: [...this.report.labels, label] };
    this.choose(meaning, label.id);
  }

  /** Whether the token may create labels, as far as can be told. */
  get mayCreateLabels(): boolean {
    return this.report.rights.create_labels !== "missing";
  }

  /** Stores the token and opens the workspace; true when that is done. */
  async finish(keep: KeepToken): Promise<boolean> {
    const labels = this.#map;
    if (!labels || !this.ready || this.finishing) return false;
    this.finishing = true;
    this.error = undefined;
    try {
      await desk.finishSetup(this.#choice(labels, keep));
      return true;
    } catch (failure) {
      this.error = deskError(failure);
      return false;
    } finally {
      this.finishing = false;
    }
  }

  #choice(labels: LabelMap, keep_token: KeepToken): SetupChoice {
    const public_address = this.publicAddress.trim() || null;
    return { labels, zone: this.zone, public_address, language: language.current, keep_token };
  }
}
