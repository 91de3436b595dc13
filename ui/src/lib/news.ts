import type { News, NotificationView } from "./bindings";
import { m } from "./messages";
import { disagreementText, refusalText } from "./timeline";

/** What a message says in one line. */
export function newsTitle(news: News): string {
  const { asset } = news;
  switch (news.kind) {
    case "checked_out":
      return m.news_checked_out({ asset, holder: news.holder });
    case "returned":
      return news.holder
        ? m.news_returned_by({ asset, holder: news.holder })
        : m.news_returned({ asset });
    case "reserved":
      return m.news_reserved({ asset });
    case "refused":
      return m.news_refused({ asset });
    case "disagreement":
      return m.news_disagreement({ asset });
  }
}

/** What it rests on, or why. */
export function newsDetail({ news }: NotificationView): string {
  switch (news.kind) {
    case "checked_out":
    case "returned":
      return m.news_activity({ id: news.activity });
    case "reserved":
      return "";
    case "refused":
      return refusalText(news.refusal);
    case "disagreement":
      return disagreementText(news.about);
  }
}
