import type { AddressReport, DeskError, TokenReport, TrustChoice } from "$lib/bindings";
import { desk, deskError } from "$lib/desk";

/** The first step: an address that answers, then a token that it accepts. */
export class Connection {
  /** As typed, until the server's answer says how it will be used. */
  address = $state("");
  /** As typed. It never comes back from the core. */
  token = $state("");
  /** What is being asked now. */
  asking = $state<"address" | "token">();
  /** What is wrong with the address. */
  addressError = $state<DeskError>();
  /** What is wrong with the token. */
  tokenError = $state<DeskError>();

  #answer = $state<AddressReport>();
  #refused = "";
  #trust = $state.raw<TrustChoice>({ kind: "system" });

  /** The answer of the address that stands in the field, not of one typed before. */
  get answer(): AddressReport | undefined {
    return this.#answer?.address === this.address.trim() ? this.#answer : undefined;
  }

  /** Another address is another question; what was said about the old one goes. */
  typeAddress(text: string) {
    this.address = text;
    this.addressError = undefined;
  }

  /** Another token may be right. */
  typeToken(text: string) {
    this.token = text;
    this.tokenError = undefined;
  }

  /** Leaving the field asks by itself, but never twice for the same words. */
  async leaveAddress() {
    const address = this.address.trim();
    if (address === "" || this.answer || address === this.#refused) return;
    await this.checkAddress();
  }

  /** Whether a Snipe-IT answers at the address. */
  async checkAddress(): Promise<boolean> {
    if (this.asking) return false;
    const asked = this.address;
    this.asking = "address";
    this.addressError = undefined;
    try {
      this.#accept(asked, await desk.checkAddress(asked.trim(), this.#trust));
    } catch (failure) {
      this.#refuse(asked, deskError(failure));
    } finally {
      this.asking = undefined;
    }
    return this.answer !== undefined;
  }

  /** Who the token is and what it may do; nothing when it was refused. */
  async checkToken(): Promise<TokenReport | undefined> {
    const answer = this.answer;
    if (this.asking || !answer) return undefined;
    this.asking = "token";
    this.tokenError = undefined;
    try {
      return await desk.checkToken(answer.address, this.#trust, this.token.trim());
    } catch (failure) {
      this.tokenError = deskError(failure);
      return undefined;
    } finally {
      this.asking = undefined;
    }
  }

  #accept(asked: string, answer: AddressReport) {
    // Typed on meanwhile: the answer is to a question nobody asks any more.
    if (asked !== this.address) return;
    this.#answer = answer;
    this.address = answer.address;
  }

  #refuse(asked: string, error: DeskError) {
    if (asked !== this.address) return;
    this.#refused = asked.trim();
    this.addressError = error;
  }
}
