// The points that a form of the admin asks for.
import { PointField } from "./pointing.js";

document.querySelectorAll(".point-field").forEach((field) => new PointField(field));
