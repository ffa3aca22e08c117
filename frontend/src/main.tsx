// The page on a running server.

import { render } from "preact";
import { App } from "./app";
import { server } from "./server";

const place = document.getElementById("app")!;
place.replaceChildren(); // the server's own words, for those who run no scripts
render(<App source={server()} mode="path" />, place);
