import type { AssetId } from "./bindings";
import { complain } from "./decisions";
import { desk, deskError, sentence } from "./desk";
import { m } from "./messages";

/** Opens an asset's page of Snipe-IT in the person's browser. */
export async function openAssetPage(id: AssetId): Promise<void> {
  try {
    await desk.openAssetPage(id);
  } catch (thrown) {
    complain(m.equipment_page_failed(), sentence(deskError(thrown)));
  }
}
