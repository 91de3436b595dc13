import { m } from "$lib/messages";

/** Permissions by Snipe-IT's names, what they are for, and whether Toolcrib is of use without. */
export type GuideRow = { permissions: string[]; needed: boolean; why: () => string };

/** The narrowest token that does everything. */
export const TOKEN_GUIDE: GuideRow[] = [
  { permissions: ["self.api"], needed: true, why: m.setup_guide_api },
  { permissions: ["assets.view"], needed: true, why: m.setup_guide_read },
  { permissions: ["assets.edit"], needed: true, why: m.setup_guide_reserve },
  { permissions: ["statuslabels.view"], needed: true, why: m.setup_guide_labels },
  { permissions: ["statuslabels.create"], needed: false, why: m.setup_guide_create },
  {
    permissions: ["assets.checkout", "assets.checkin"],
    needed: false,
    why: m.setup_guide_hand_over,
  },
  { permissions: ["reports.view"], needed: false, why: m.setup_guide_activity },
  { permissions: ["users.view"], needed: false, why: m.setup_guide_people },
  {
    permissions: [
      "models.view",
      "categories.view",
      "locations.view",
      "manufacturers.view",
      "suppliers.view",
      "departments.view",
      "companies.view",
    ],
    needed: false,
    why: m.setup_guide_lists,
  },
];
