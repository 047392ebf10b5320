import { seeded } from "./seeded-text-shape.js";

export const ENGLISH = seeded({
  article: "GDPR Art. 6(1)({letter})",
  purposes: {
    STORE: {
      name: "Sales and service",
      tooltip: "We store and use the contact's personal data to sell to them and to serve them.",
      consentText: "I agree that you store and use my personal data for sales and service.",
    },
    EMARKETING: {
      name: "E-marketing",
      tooltip: "We send the contact marketing by e-mail and other electronic channels.",
      consentText: "I agree that you send me marketing by e-mail and other electronic channels.",
    },
  },
  legalBases: {
    "61A": { name: "Consent", tooltip: "The person has given consent to the purpose." },
    "61B": { name: "Contract", tooltip: "Needed to perform a contract with the person, or to prepare one at their request." },
    "61C": { name: "Required by law", tooltip: "Needed to comply with a legal obligation." },
    "61D": {
      name: "Protect vital interests",
      tooltip: "Needed to protect the vital interests of the person or of somebody else.",
    },
    "61E": {
      name: "Public interest",
      tooltip: "Needed for a task in the public interest or in the exercise of official authority.",
    },
    "61F": {
      name: "Legitimate interest",
      tooltip: "Needed for a legitimate interest that the person's own interests do not override.",
    },
    WITHDRAWN: { name: "Withdrawn", tooltip: "The person has withdrawn consent or objected to the purpose." },
  },
  consentSources: {
    USER: { name: "Created by user", tooltip: "Entered by a user of the CRM." },
    EMAIL: { name: "E-mail", tooltip: "Received by e-mail." },
    REQUEST: { name: "Incoming request", tooltip: "Received with a request to customer service." },
    CHAT: { name: "Chat", tooltip: "Received in a chat." },
    WEBFORM: { name: "Web form", tooltip: "Submitted in a web form." },
    CUSTOMERPORTAL: { name: "Customer portal", tooltip: "Entered by the person in the customer portal." },
    IMPORT: { name: "Import", tooltip: "Imported from a file or another system." },
    API: { name: "Other integration", tooltip: "Entered by another program through the API." },
    UNKNOWN: { name: "Unknown", tooltip: "It is not known how the data entered the CRM." },
  },
  subscriptionTypes: [
    { name: "Invitations", tooltip: "Invitations to seminars, webinars and other events." },
    { name: "News", tooltip: "News that we send regularly." },
    { name: "Promotions", tooltip: "Offers and campaigns for our products and services." },
    { name: "Urgent messages", tooltip: "Important messages that should not wait." },
  ],
  comments: {
    salesAndService: "Sales and service for every contact: legitimate interest",
    sent: "E-mail mailings sent: {mailings}",
    engaged: "E-mail mailings opened or clicked: {mailings}",
    days: "first {first}, last {last}",
    oneDay: "on {first}",
    undated: "date unknown",
    basis: "Legitimate interest",
    noMailings: 'Contact marked "No mailings": E-marketing set to Withdrawn.',
    run: "consent-upgrade, run {run}.",
  },
});
