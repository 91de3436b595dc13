import { isAccessible } from "./axe";

isAccessible("lab", "pt-PT");
isAccessible("welcome", "pt-PT");
