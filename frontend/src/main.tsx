// The page on a running server.

import { render } from "preact";
import { App } from "./app";
import { server } from "./server";
import "./style.css";

render(<App source={server()} mode="path" />, document.getElementById("app")!);
