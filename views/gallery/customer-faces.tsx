import { firstChoice } from "../../src/domain/customer-merge.ts";
import { CustomerEdit, type CustomerEditProps } from "../customer/customer-edit.tsx";
import { CustomerFind } from "../customer/customer-find.tsx";
import { CustomerListPage } from "../customer/customer-list.tsx";
import { CustomerPage, type CustomerPageProps } from "../customer/customer-page.tsx";
import type { AddressRules, CustomerPageView, MergeSideView, MergeView } from "../customer/data.ts";
import { MergeFindPage, MergePage, type MergePageProps } from "../customer/merge-page.tsx";
import type { CustomerView, FormState } from "../data.ts";
import { SalePage } from "../sale/sale-page.tsx";
import { BRITISH, LEO, LONG_NAMED, ROISIN, SAM, SAM_READ, typedRecord } from "./customers.ts";
import type { GalleryFace } from "./face.ts";
import { makeFrame, makeSale, MINUTE, NOW, SENIORS } from "./people-and-things.ts";

const frame = makeFrame();
const GROUP = "Customer";
const NOBODY_YET = makeSale({ customer: null });
const DAY = 24 * 60 * MINUTE;
const FAR_MORE = 21;

/** Every view of customers: in a sale, and on pages of their own. */
export function customerFaces(): GalleryFace[] {
  return [...findFaces(), ...editFaces(), ...countryFaces(), ...pageFaces(), ...mergeFaces()];
}

function findFaces(): GalleryFace[] {
  const find = (name: string, query: string, hits: CustomerView[]): GalleryFace => ({
    name,
    group: GROUP,
    render: () => (
      <SalePage frame={frame} sale={NOBODY_YET} place="panel">
        <CustomerFind frame={frame} sale={NOBODY_YET} query={query} hits={hits} then="klarna" />
      </SalePage>
    ),
  });
  const many = Array.from({ length: FAR_MORE }, (_, index) => ({ ...SAM, givenName: `Sam ${index + 1}` }));
  return [
    find("customer-find", "", []),
    find("customer-hits", "kar", [SAM, LEO, LONG_NAMED]),
    find("customer-no-hits", "zzz", []),
    find("customer-many-hits", "kar", many),
  ];
}

type EditSketch = Partial<Omit<CustomerEditProps, "frame" | "sale">>;

function editFace(name: string, form: FormState, sketch: EditSketch = {}): GalleryFace {
  const countries = [
    { value: "GB", label: "United Kingdom" },
    { value: "DE", label: "Germany" },
    { value: "US", label: "United States" },
  ];
  return {
    name,
    group: GROUP,
    render: () => (
      <SalePage frame={frame} sale={NOBODY_YET} place="panel">
        <CustomerEdit
          frame={frame}
          sale={NOBODY_YET}
          rules={BRITISH}
          edited={null}
          form={form}
          countries={countries}
          reading={null}
          then="klarna"
          {...sketch}
        />
      </SalePage>
    ),
  };
}

const KNOWN = {
  edited: { customerId: SAM.id, recordVersion: 1, klarnaMinor: 62_260, isUnasked: false },
  reading: SAM_READ,
};

function editFaces(): GalleryFace[] {
  const values = { ...typedRecord(SAM), consent: "yes" };
  const tax = { ...values, taxFree: "yes", taxNumber: "GB 123 4567 89" };
  return [
    editFace("customer-new", { values: { country: "GB" }, problems: {} }),
    editFace("customer-edit", { values, problems: {} }, KNOWN),
    editFace("customer-problems", {
      values: { ...values, phone: "07700", email: "sam.karim", givenName: "" },
      problems: { phone: "not_a_phone", email: "not_an_email", givenName: "required", taxNumber: "required" },
    }, { ...KNOWN, reading: null }),
    editFace("customer-unasked", { values: typedRecord(SAM), problems: {} }, {
      ...KNOWN,
      edited: { ...KNOWN.edited, isUnasked: true },
    }),
    editFace("customer-mistyped", {
      values: { ...values, email: "sam.karim@gmial.com" },
      problems: {},
      suggestions: { email: "sam.karim@gmail.com" },
    }, KNOWN),
    editFace("customer-tax-free", { values: tax, problems: {} }, {
      ...KNOWN,
      approvers: SENIORS,
      problem: { kind: "needs_senior" },
    }),
  ];
}

function countryFaces(): GalleryFace[] {
  const german: AddressRules = {
    isNumberFirst: false,
    isCityFirst: false,
    region: "unused",
    postalCodeExample: "10178",
    regionExample: null,
  };
  const american: AddressRules = {
    isNumberFirst: true,
    isCityFirst: true,
    region: "required",
    postalCodeExample: "10024",
    regionExample: "NY",
  };
  return [
    editFace("customer-german", { values: { country: "DE" }, problems: {} }, { rules: german }),
    editFace("customer-american", { values: { country: "US" }, problems: {} }, { rules: american }),
  ];
}

const PAGE: CustomerPageView = {
  customer: SAM,
  consent: { at: NOW - 90 * DAY, staffName: "Ada" },
  isForSaleOnly: false,
  createdAt: NOW - 90 * DAY,
  klarnaMinor: 102_160,
  purchases: Array.from({ length: 4 }, (_, index) => ({
    saleId: `sal_0000000000000000000000000${index}`,
    code: 20_418 - index,
    completedAt: NOW - index * 20 * DAY,
    totalMinor: 62_260 - index * 11_100,
    isTaxFree: index === 2,
    paidWith: index === 1 ? ["cash", "klarna"] : ["klarna"],
  })),
  page: 2,
  hasMore: true,
  events: [
    { kind: "merged", at: NOW - DAY, staffName: "Ben", approvedByName: "Mona" },
    { kind: "tax_free_taken", at: NOW - 30 * DAY, staffName: "Jo", approvedByName: "Jo" },
    { kind: "consent_given", at: NOW - 90 * DAY, staffName: "Ada", approvedByName: null },
  ],
};

function pageFaces(): GalleryFace[] {
  const page = (name: string, rest: Partial<CustomerPageProps> = {}): GalleryFace => ({
    name,
    group: GROUP,
    render: () => <CustomerPage frame={frame} view={PAGE} approvers={[]} {...rest} />,
  });
  const bare = { ...PAGE, purchases: [], page: 1, hasMore: false, events: [], klarnaMinor: 0 };
  const list = (name: string, query: string, hits: CustomerView[], hasForgotten = false): GalleryFace => ({
    name,
    group: GROUP,
    render: () => <CustomerListPage frame={frame} query={query} hits={hits} hasForgotten={hasForgotten} />,
  });
  const taxFree = { ...LONG_NAMED, taxNumber: "GB 123 4567 89" };
  return [
    list("customers", "", []),
    list("customers-found", "kar", [SAM, LONG_NAMED]),
    list("customers-forgotten", "", [], true),
    page("customer-page"),
    page("customer-page-bare", { view: { ...bare, customer: LEO, consent: null, isForSaleOnly: true } }),
    page("customer-page-tax-free", { view: { ...bare, customer: taxFree, consent: null } }),
    page("customer-forgetting", { isForgetting: true, approvers: SENIORS }),
    page("customer-forgetting-refused", {
      isForgetting: true,
      problem: { kind: "customer_klarna_open", deed: "forget" },
    }),
  ];
}

function mergeFaces(): GalleryFace[] {
  const side = (customer: CustomerView, facts: Partial<MergeSideView["facts"]>, sales: number): MergeSideView => {
    const name = `${customer.givenName} ${customer.familyName}`;
    const said = { name, email: customer.email ?? "", phone: customer.phoneText ?? "", address: "", tax: "Pays tax" };
    return {
      customerId: customer.id,
      recordVersion: 1,
      name,
      facts: { ...said, ...facts },
      sales,
      createdAt: NOW - sales * DAY,
    };
  };
  const taxed = { isTaxFree: 0 };
  const view: MergeView = {
    kept: side(SAM, { address: "14 Mill Lane, Brackley, NN13 0ZZ" }, 12),
    other: side(ROISIN, { name: "Samuel Karim", email: "", address: "8 Thomas Street, Dublin, D08 VF83" }, 1),
    choice: firstChoice({ ...SAM, ...taxed }, { ...ROISIN, ...taxed }),
    alike: ["phone", "tax"],
  };
  const merge = (name: string, rest: Partial<MergePageProps> = {}): GalleryFace => ({
    name,
    group: GROUP,
    render: () => <MergePage frame={frame} view={view} approvers={[]} {...rest} />,
  });
  return [
    {
      name: "customer-merge-find",
      group: GROUP,
      render: () => <MergeFindPage frame={frame} kept={SAM} query="kar" hits={[LONG_NAMED]} />,
    },
    merge("customer-merge"),
    merge("customer-merge-refused", {
      approvers: SENIORS,
      problem: { kind: "customer_klarna_open", deed: "merge" },
    }),
  ];
}
