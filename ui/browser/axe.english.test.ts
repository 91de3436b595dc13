import { isAccessible } from "./axe";

isAccessible("lab", "en");
isAccessible("welcome", "en");
