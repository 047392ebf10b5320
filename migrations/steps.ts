import type { StepDefinition } from "../src/steps/step.js";
import { consentSchema } from "./consent-schema.js";
import { defaultLegalBasis } from "./default-legal-basis.js";
import { emarketingFromMailingHistory } from "./emarketing-from-mailing-history.js";
import { emarketingPrivacy } from "./emarketing-privacy.js";
import { interestsToSubscriptions } from "./interests-to-subscriptions.js";
import { noMailingsToWithdrawn } from "./no-mailings-to-withdrawn.js";
import { referenceData } from "./reference-data.js";
import { salesAndService } from "./sales-and-service.js";
import { subscriptionTypes } from "./subscription-types.js";
import { templateLinks } from "./template-links.js";

/** The steps of the upgrade, in order. */
export const steps: readonly StepDefinition[] = [
  consentSchema,
  referenceData,
  salesAndService,
  emarketingFromMailingHistory,
  noMailingsToWithdrawn,
  subscriptionTypes,
  templateLinks,
  interestsToSubscriptions,
  defaultLegalBasis,
  emarketingPrivacy,
];
