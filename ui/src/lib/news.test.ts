import { expect, it } from "vitest";
import type { News, NotificationView } from "./bindings";
import { newsDetail, newsTag, newsTitle } from "./news";

const told = (news: News) => {
  const detail = newsDetail({ news } as NotificationView);
  return [newsTitle(news), newsTag(news), detail].filter(Boolean).join(" | ");
};
const asset = { asset: "LoRa kit", tag: "ML-0718" };

it.each<[News, string]>([
  [
    { kind: "checked_out", ...asset, holder: "Ana Silva", activity: 48217 },
    "LoRa kit checked out to Ana Silva | ML-0718 | activity #48217",
  ],
  [
    { kind: "checked_out", ...asset, holder: "Ana Silva", activity: null },
    "LoRa kit checked out to Ana Silva | ML-0718 | seen on the asset, not in the activity",
  ],
  [
    { kind: "returned", ...asset, holder: null, activity: null },
    "LoRa kit returned | ML-0718 | seen on the asset, not in the activity",
  ],
  [{ kind: "expired", ...asset }, "LoRa kit released, not collected in time | ML-0718"],
  [
    { kind: "refused", ...asset, refusal: { code: "given_up" } },
    "LoRa kit: not carried out | ML-0718 | Nobody knew whether it was done, and it was given up.",
  ],
  [
    { kind: "disagreement", ...asset, about: "unclaimed", discrepancy: "d1" },
    "LoRa kit: Snipe-IT and Toolcrib disagree | ML-0718 | Snipe-IT labels it Reserved, and no requisition here claims it.",
  ],
  [
    { kind: "log_restored" },
    "Snipe-IT’s activity log was reset | It ends before what Toolcrib read. All equipment is compared anew.",
  ],
])("%o reads: %s", (news, words) => {
  expect(told(news)).toBe(words);
});
