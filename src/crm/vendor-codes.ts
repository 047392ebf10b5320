/** What numbers in the vendor's columns mean (vendor's reference), as far as the upgrade goes by them. */

/** s_message.flags: 1 plain text, 2 HTML. SMS and documents are no e-mail. */
export const EMAIL_FLAGS = 3;

/** s_shipment_addr.status: the recipient opened the mail, or complained. */
export const OPENED = 6;
export const COMPLAINED = 10;

/** s_link_customer.link_type of an unsubscribe link; it may have meant one type of mailing alone. */
export const UNSUBSCRIBE_CLICK = 3;

/** Recipients, clicks, addresses and logged mails with this contact are nobody's, even where an import made a contact of that id. */
export const NOBODY = 0;
