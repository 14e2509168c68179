import { cleanup, configure } from "@testing-library/preact";
import { afterEach } from "vitest";

// A busy machine must not fail a test that only waits.
configure({ asyncUtilTimeout: 5_000 });

afterEach(cleanup);
