/** What must not be overlooked while the window is open: said at once, and kept until it is read. */
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import GitCompareArrows from "@lucide/svelte/icons/git-compare-arrows";
import type { News, NotificationView, Refusal, RequisitionId } from "$lib/bindings";
import { desk } from "$lib/desk";
import { disagreementText } from "$lib/disagreements";
import { m } from "$lib/messages";
import { newsDetail, newsTitle } from "$lib/news";
import { go } from "$lib/route.svelte";
import { toasts, type ShownToast, type Toast } from "$lib/toasts.svelte";

/** Tells what came since it was made; what was there before stands in the list alone. */
export class NewsToasts {
  #known: Set<string> | undefined;

  /** The newest messages, as they are now. */
  receive(list: NotificationView[]): void {
    const known = this.#known;
    this.#known = new Set(list.map(({ id }) => id));
    if (!known) return;
    const fresh = list.filter(({ id, read }) => !read && !known.has(id));
    for (const view of fresh.reverse()) void tell(view);
  }
}

type Disagreement = Extract<News, { kind: "disagreement" }>;

/** Goes to what a message tells of, whether it is still open or not. */
export function showDiscrepancy({ discrepancy }: Disagreement): void {
  go(discrepancy ? { room: "discrepancies", id: discrepancy } : { room: "discrepancies" });
}

async function tell(view: NotificationView): Promise<void> {
  const { news, requisition } = view;
  if (news.kind === "disagreement") tellDisagreement(news);
  if (news.kind === "refused") await tellRefused(view, news, requisition);
}

function tellDisagreement(news: Disagreement): void {
  const { tag, about } = news;
  const outside = about === "outside_project";
  show({
    icon: GitCompareArrows,
    hue: "plum",
    title: outside ? m.toast_outside({ tag }) : `${tag}: ${disagreementText(about)}`,
    body: m.toast_discrepancy(),
    action: { label: m.toast_look(), key: "G D", run: () => showDiscrepancy(news) },
  });
}

async function tellRefused(
  view: NotificationView,
  { tag, refusal, ...news }: Extract<News, { kind: "refused" }>,
  requisition: RequisitionId | null,
): Promise<void> {
  const undecided = requisition !== null && (await isUndecided(requisition, tag));
  const taken = undecided && isTaken(refusal);
  const pick = () => requisition && go({ room: "inbox", id: requisition });
  show({
    icon: CircleAlert,
    hue: "red",
    title: taken ? m.toast_not_reserved({ tag }) : newsTitle({ tag, refusal, ...news }),
    body: newsDetail(view),
    ...(undecided ? { action: { label: m.toast_pick_another(), run: pick } } : {}),
  });
}

/** Whether what was refused was a reservation, so that another asset may take its place. */
async function isUndecided(id: RequisitionId, tag: string): Promise<boolean> {
  const view = await desk.requisition(id).catch(() => undefined);
  return (view?.lines ?? []).some(({ units }) =>
    units.some(
      ({ state, operation, asset }) =>
        state === "pending" &&
        operation?.kind === "reserve" &&
        operation.phase === "refused" &&
        (asset === null || asset.tag === tag),
    ),
  );
}

const isTaken = (refusal: Refusal): boolean =>
  refusal.code === "taken_meanwhile" ||
  refusal.code === "already_reserved" ||
  (refusal.code === "not_free" && refusal.reason.why === "held");

/** Stays until it is dismissed, or its action was taken. */
function show(toast: Toast): void {
  const { action } = toast;
  const shown: ShownToast = toasts.show({
    ...toast,
    sticky: true,
    ...(action && { action: { ...action, run: () => (toasts.dismiss(shown), action.run()) } }),
  });
}
