// The pages of lending, in each state that there is something to look at in.
import { ok, problem } from "../support/scripted_api.ts";
import {
  faults,
  faultySheet,
  lenderApi,
  loanAnswer,
  loanId,
  lock,
  originatorApi,
} from "../support/scripted_lending.ts";
import { partnerName } from "../support/scripted_people.ts";
import { dropSheet, openLoan, openNewLoan } from "./lending_steps.ts";
import { openSignedIn } from "./people_steps.ts";
import { expect } from "./portal_test.ts";
import { testScenes } from "./scenes.ts";

const one = `/api/v1/loans/${loanId}`;

testScenes({
  "loans": {
    api: originatorApi,
    arrange: async (page) => {
      await page.goto("/loans");
      await expect(page.getByRole("link", { name: "$350,000" })).toBeVisible();
      await expect(page.getByRole("link", { name: "$189,000.50" })).toBeVisible();
    },
  },
  "loans-empty": {
    api: () => originatorApi().on("GET /api/v1/loans", ok({ items: [], next_cursor: null })),
    arrange: async (page) => {
      await page.goto("/loans");
      await expect(page.getByText("There is no loan yet")).toBeVisible();
    },
  },
  "loans-new": {
    api: () => originatorApi().on("POST /api/v1/loans", problem(400, "invalid_field", { pointer: "/ltv" })),
    arrange: async (page) => {
      await openNewLoan(page);
      await page.getByRole("button", { name: "Enter loan" }).click();
      await expect(page.getByLabel("Loan-to-value ratio in percent")).toBeFocused();
    },
  },
  "loan-terms": {
    api: originatorApi,
    arrange: async (page) => {
      await openLoan(page);
      await expect(page.getByText("***-**-4123")).toBeVisible();
    },
  },
  "loan-locked": {
    api: () => originatorApi().on(`GET ${one}/locks`, ok({ items: [lock], next_cursor: null })),
    arrange: async (page) => {
      await openLoan(page, "#locks");
      await page.getByRole("button", { name: /^Details of the lock/ }).click();
      await expect(page.getByText("On the sheet: CONF30")).toBeVisible();
    },
  },
  "loan-changed-meanwhile": {
    api: () => {
      const api = originatorApi();
      return api.on(`PATCH ${one}`, () => {
        api.on(`GET ${one}`, loanAnswer({ fico: 720, ltv: "75.00", version: 2 }, '"2"'));
        return problem(412, "precondition_failed");
      });
    },
    arrange: async (page) => {
      await openLoan(page);
      await page.getByRole("button", { name: "Change terms" }).click();
      await page.getByLabel("Credit score").fill("760");
      await page.getByRole("button", { name: "Save terms" }).click();
      await expect(page.getByText("You typed 760.")).toBeVisible();
    },
  },
  "loan-open-borrower": {
    api: originatorApi,
    arrange: async (page) => {
      await openLoan(page);
      await page.getByRole("button", { name: "Show the full number" }).click();
      await expect(page.getByText("goes into the audit log for good")).toBeVisible();
    },
  },
  "loan-prices": {
    api: originatorApi,
    arrange: async (page) => {
      await openLoan(page, "#prices");
      await page.getByRole("button", { name: "Find prices" }).click();
      await page.getByRole("button", { name: /^Details of the price 99.688/ }).click();
      await expect(page.getByText("LLPA purchase: 740-759")).toBeVisible();
      await expect(page.getByText("2 products are not offered")).toBeVisible();
    },
  },
  "loan-lock-request": {
    api: () =>
      originatorApi().on(`POST ${one}/locks`, problem(409, "price_changed", { price: "99.500" })),
    arrange: async (page) => {
      await openLoan(page, "#prices");
      await page.getByRole("button", { name: "Find prices" }).click();
      await page.getByRole("button", { name: "Lock CONF30 at 6.250%" }).click();
      await page.getByRole("button", { name: "Ask for 99.688" }).click();
      await expect(page.getByRole("button", { name: "Ask for 99.500" })).toBeVisible();
    },
  },
  "loan-documents": {
    api: originatorApi,
    arrange: async (page) => {
      await openLoan(page, "#documents");
      await expect(page.getByRole("link", { name: /^Download appraisal/ })).toBeVisible();
    },
  },
  "loan-sharing": {
    api: originatorApi,
    arrange: async (page) => {
      await openLoan(page, "#sharing");
      await expect(page.getByRole("button", { name: `Take back from ${partnerName}` })).toBeVisible();
    },
  },
  "loan-gone": {
    api: () => originatorApi().on(`GET ${one}`, problem(404, "not_found")),
    arrange: async (page) => {
      await page.goto(`/loan?id=${loanId}`);
      await expect(page.getByText("It is not there any more")).toBeVisible();
    },
  },
  "home-lender": {
    api: lenderApi,
    arrange: async (page) => {
      await openSignedIn(page, "/");
      await expect(page.getByText("CONF30 at 6.250%, to accept")).toBeVisible();
    },
  },
  "locks": {
    api: originatorApi,
    arrange: async (page) => {
      await page.goto("/locks");
      await expect(page.getByText("This lock ends soon.")).toBeVisible();
      await expect(page.getByText("accepted", { exact: true })).toBeVisible();
    },
  },
  "locks-lender": {
    api: lenderApi,
    arrange: async (page) => {
      await page.goto("/locks");
      await expect(page.getByText("asks you to hold this price")).toBeVisible();
      await page.getByRole("button", { name: "Details of the lock of CONF15 at 5.500%" }).first().click();
      await expect(page.getByText("Extended by 2 days")).toBeVisible();
    },
  },
  "locks-extend": {
    api: lenderApi,
    arrange: async (page) => {
      await page.goto("/locks");
      await page.getByRole("button", { name: /^Extend the lock of CONF15/ }).first().click();
      await expect(page.getByText("of which 28 are left.")).toBeVisible();
    },
  },
  "ratesheets": {
    api: lenderApi,
    arrange: async (page) => {
      await page.goto("/ratesheets");
      await expect(page.getByText("Morning sheet")).toBeVisible();
      await expect(page.getByRole("button", { name: /^Withdraw from/ })).toBeVisible();
    },
  },
  "ratesheets-reader": {
    api: originatorApi,
    arrange: async (page) => {
      await page.goto("/ratesheets");
      await expect(page.getByText("Morning sheet")).toBeVisible();
    },
  },
  "ratesheets-faulty": {
    api: () => lenderApi().on("POST /api/v1/ratesheets", problem(422, "invalid_rate_sheet", { faults, more: false })),
    arrange: async (page) => {
      await page.goto("/ratesheets");
      await dropSheet(page, "monday.csv", faultySheet);
      await expect(page.getByText("monday.csv: 7 faults")).toBeVisible();
      await page.getByRole("button", { name: "Next fault" }).click();
      await page.getByRole("button", { name: "Next fault" }).click();
      await expect(page.getByText("Fault 3 of 7")).toBeVisible();
    },
  },
  "ratesheets-faulty-json": {
    api: () =>
      lenderApi().on(
        "POST /api/v1/ratesheets",
        problem(422, "invalid_rate_sheet", {
          faults: [
            { code: "wrong_type", pointer: "/rates/0/2" },
            { code: "unknown_member", pointer: "/nmae" },
          ],
          more: true,
        }),
      ),
    arrange: async (page) => {
      await page.goto("/ratesheets");
      await dropSheet(page, "sheet.json", '{"ratesheet":1,"nmae":"J","lock_days":[30],"rates":[["C","6.250",100.5]]}');
      await expect(page.getByText("In rates, number 1, number 3")).toBeVisible();
    },
  },
  "ratesheets-activate": {
    api: lenderApi,
    arrange: async (page) => {
      await page.goto("/ratesheets");
      await page.getByRole("button", { name: "Put in force: Afternoon sheet" }).click();
      await expect(page.getByText("is new, nothing prices it now")).toBeVisible();
    },
  },
  "ratesheets-taken": {
    api: lenderApi,
    arrange: async (page) => {
      await page.goto("/ratesheets");
      await dropSheet(page, "afternoon.csv", "ratesheet,1,Afternoon sheet\n");
      await expect(page.getByText("has no faults. It is a draft now")).toBeVisible();
    },
  },
});
