import type { News, NotificationView } from "./bindings";
import { disagreementText } from "./disagreements";
import { m } from "./messages";
import { refusalText } from "./refusals";

/** What a message says in one line. */
export function newsTitle(news: News): string {
  switch (news.kind) {
    case "checked_out":
      return m.news_checked_out({ asset: news.asset, holder: news.holder });
    case "returned":
      return news.holder
        ? m.news_returned_by({ asset: news.asset, holder: news.holder })
        : m.news_returned({ asset: news.asset });
    case "reserved":
      return m.news_reserved({ asset: news.asset });
    case "refused":
      return m.news_refused({ asset: news.asset });
    case "expired":
      return m.news_expired({ asset: news.asset });
    case "log_restored":
      return m.news_log_restored();
    case "disagreement":
      return m.news_disagreement({ asset: news.asset });
  }
}

/** What it rests on, or why. */
export function newsDetail({ news }: NotificationView): string {
  switch (news.kind) {
    case "checked_out":
    case "returned":
      return news.activity === null
        ? m.news_seen_on_asset()
        : m.news_activity({ id: news.activity });
    case "reserved":
    case "expired":
      return "";
    case "refused":
      return refusalText(news.refusal);
    case "log_restored":
      return m.news_log_restored_detail();
    case "disagreement":
      return disagreementText(news.about);
  }
}

/** The tag of the asset it is about, if it is about one. */
export const newsTag = (news: News): string | undefined =>
  news.kind === "log_restored" ? undefined : news.tag;
