import { keep, type Kept } from "$lib/remember.svelte";

/** Whether a new person is being entered in the People room. */
export const entering = (): Kept<boolean> => keep("people-entering", false);
