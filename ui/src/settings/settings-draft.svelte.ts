import type { DeskError, LabelChoice, LabelId, Settings, SettingsChange } from "$lib/bindings";
import { desk, deskError } from "$lib/desk";
import { changeable } from "$lib/settings-change";
import { complaints, settled, type LabelDraft, type LabelMeaning } from "../setup/label-draft";

/** What can be changed; labels may be half chosen for a moment. */
export type SettingsPatch = Partial<Omit<SettingsChange, "labels"> & { labels: LabelDraft }>;

/** Which part of the page a change belongs to, so that “Saved” stands beside it. */
export type SettingsPart =
  "labels" | "zone" | "language" | "public_address" | "undo" | "after_return" | "holds";

/** Settings take effect as they are chosen; what could not be stored stays chosen, with the reason. */
export class SettingsDraft {
  /** The part changed last. */
  part = $state<SettingsPart>();
  /** Whether something is being stored. */
  saving = $state(false);
  /** Whether the last change was stored. */
  saved = $state(false);
  /** Why it was not. */
  error = $state<DeskError>();

  #patch = $state.raw<SettingsPatch>({});
  #created = $state.raw<LabelChoice[]>([]);
  #read: () => Settings;
  #reread: () => unknown;

  constructor(read: () => Settings, reread: () => unknown) {
    this.#read = read;
    this.#reread = reread;
  }

  /** The settings with the changes made here. */
  get shown(): Omit<Settings, "labels"> & { labels: LabelDraft } {
    return { ...this.#read(), ...this.#patch };
  }

  /** What is wrong with the chosen labels. */
  get labelComplaints() {
    return complaints(this.shown.labels, this.choices);
  }

  /** The labels there are, with those just created that the settings do not list yet. */
  get choices(): LabelChoice[] {
    const known = this.#read().label_choices;
    return [...known, ...this.#created.filter(({ id }) => !known.some((one) => one.id === id))];
  }

  /** Gives a meaning another label. */
  choose(meaning: LabelMeaning, label: LabelId | null): Promise<void> {
    return this.change("labels", { labels: { ...this.shown.labels, [meaning]: label } });
  }

  /** Gives a meaning a label that was just created. */
  addLabel(meaning: LabelMeaning, label: LabelChoice): Promise<void> {
    this.#created = [...this.#created, label];
    return this.choose(meaning, label.id);
  }

  /** Changes something and stores it. */
  async change(part: SettingsPart, patch: SettingsPatch): Promise<void> {
    this.part = part;
    this.#patch = { ...this.#patch, ...patch };
    await this.save();
  }

  /** Stores what is chosen; while it does, later changes join in. */
  async save(): Promise<void> {
    this.saved = false;
    if (this.saving) return;
    this.saving = true;
    this.error = undefined;
    try {
      await this.#store();
    } catch (failure) {
      this.error = deskError(failure);
    } finally {
      this.saving = false;
    }
  }

  async #store(): Promise<void> {
    for (let sent: SettingsPatch | undefined; sent !== this.#patch;) {
      sent = this.#patch;
      const whole = this.#whole();
      if (!whole) return;
      await desk.saveSettings(whole);
    }
    this.saved = true;
    await this.#reread();
  }

  #whole(): SettingsChange | undefined {
    const { labels, ...shown } = this.shown;
    // Labels that are half chosen must not hold back the rest.
    const stored = this.part === "labels" ? undefined : this.#read().labels;
    const map = settled(labels, this.choices) ?? stored;
    return map && changeable({ ...shown, labels: map });
  }
}
