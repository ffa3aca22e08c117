// The page of an exported site: beside its files, or with its files in itself.

import { render } from "preact";
import { App } from "../app";
import "../style.css";
import { carried, folder } from "./files";
import { site } from "./source";

const files = document.getElementById("data") ? carried() : folder(document.documentElement.dataset["base"] ?? ".");
render(<App source={site(files)} mode="hash" />, document.getElementById("app")!);
