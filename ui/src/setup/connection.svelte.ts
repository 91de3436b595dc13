import type { AddressReport, DeskError, TokenReport, TrustChoice } from "$lib/bindings";
import { desk, deskError } from "$lib/desk";

const SYSTEM: TrustChoice = { kind: "system" };

/** The first step: an address that answers, a server that is trusted, a token that it accepts. */
export class Connection {
  /** As typed, until the server's answer says how it will be used. */
  address = $state("");
  /** As typed. It never comes back from the core. */
  token = $state("");
  /** What is being asked now. */
  asking = $state<"address" | "token">();
  /** What is wrong with the address. */
  addressError = $state<DeskError>();
  /** What is wrong with the file of the authority. */
  authorityError = $state<DeskError>();
  /** What is wrong with the token. */
  tokenError = $state<DeskError>();

  #answer = $state<AddressReport>();
  #trust = $state.raw<TrustChoice>(SYSTEM);
  #refused = "";

  /** The answer of the address that stands in the field, not of one typed before. */
  get answer(): AddressReport | undefined {
    return this.#answer?.address === this.address.trim() ? this.#answer : undefined;
  }

  /** The certificate to compare, while nobody vouches for it. */
  get untrusted() {
    const trust = this.answer?.trust;
    return trust?.kind === "untrusted" ? trust : undefined;
  }

  /** Whether a token may be sent there. */
  get trusted(): boolean {
    return this.answer !== undefined && !this.untrusted;
  }

  /** Whether an address without encryption waits for the person to accept what that means. */
  get plain(): boolean {
    const error = this.addressError;
    return error?.code === "invalid" && error.fields.some((f) => f.problem.code === "not_secure");
  }

  /** Whether that was accepted. */
  get acceptedPlain(): boolean {
    return this.#trust.kind === "plain";
  }

  /** Another address is another question; what was said about the old one goes. */
  typeAddress(text: string) {
    this.address = text;
    this.#trust = SYSTEM;
    this.addressError = undefined;
    this.authorityError = undefined;
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

  /** Whether a Snipe-IT answers at the address that can be trusted in this way. */
  async checkAddress(trust: TrustChoice = SYSTEM): Promise<boolean> {
    if (this.asking) return false;
    const asked = this.address;
    this.asking = "address";
    this.addressError = undefined;
    this.authorityError = undefined;
    try {
      this.#accept(asked, trust, await desk.checkAddress(asked.trim(), trust));
    } catch (failure) {
      this.#refuse(asked, trust, deskError(failure));
    } finally {
      this.asking = undefined;
    }
    return this.answer !== undefined;
  }

  /** Who the token is and what it may do; nothing when it was refused. */
  async checkToken(): Promise<TokenReport | undefined> {
    const answer = this.answer;
    if (this.asking || !answer || !this.trusted) return undefined;
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

  #accept(asked: string, trust: TrustChoice, answer: AddressReport) {
    // Typed on meanwhile: the answer is to a question nobody asks any more.
    if (asked !== this.address) return;
    this.#answer = answer;
    this.#trust = trust;
    this.address = answer.address;
  }

  #refuse(asked: string, trust: TrustChoice, error: DeskError) {
    if (asked !== this.address) return;
    // A wrong file says nothing about the address.
    if (trust.kind === "authority" && error.code === "invalid") {
      this.authorityError = error;
      return;
    }
    this.#answer = undefined;
    this.#refused = asked.trim();
    this.addressError = error;
  }
}
