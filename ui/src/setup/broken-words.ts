import type { StorageProblem } from "$lib/bindings";
import { m } from "$lib/messages";

type Words = readonly [title: () => string, why: () => string, advice: () => string];

const WORDS: Record<StorageProblem, Words> = {
  corrupt: [m.setup_broken_corrupt, m.setup_broken_corrupt_why, m.setup_broken_corrupt_do],
  newer: [m.setup_broken_newer, m.setup_broken_newer_why, m.setup_broken_newer_do],
  locked: [m.setup_broken_locked, m.setup_broken_locked_why, m.setup_broken_locked_do],
  read_only: [m.setup_broken_read_only, m.setup_broken_read_only_why, m.setup_broken_read_only_do],
  disk_full: [m.setup_broken_disk_full, m.setup_broken_disk_full_why, m.setup_broken_disk_full_do],
  other: [m.setup_broken_other, m.setup_broken_other_why, m.setup_broken_other_do],
};

/** What happened to the workspace file, why that may be, and what to do. */
export function brokenWords(problem: StorageProblem) {
  const [title, why, advice] = WORDS[problem];
  return { title: title(), why: why(), advice: advice() };
}
