/** Why a mail cannot be sent. Source: Apex Reference Guide, SingleEmailMessage Class; status codes of SendEmailError. */
import { platformField } from '../../library/index.ts';
import { currentFrame } from '../../runtime/frame.ts';
import type { DmlError, EmailFacts } from '../../runtime/ports.ts';
import { recipientObject } from './recipients.ts';
import type { Recipients } from './recipients.ts';

/** Recipients of one mail, all three fields together. */
const maximumRecipients = 150;
/** Bytes of the addresses of one field. */
const maximumAddressBytes = 4000;

const address = /^[^\s@,;<>()[\]\\"]+@[^\s@,;<>()[\]\\"]+\.[^\s@,;<>()[\]\\"]+$/;

/** Empty when it can. */
export function checkEmail(email: EmailFacts, recipients: Recipients): DmlError[] {
  const { user } = currentFrame();
  if (user.isAutomatedProcess)
    return [problem('NO_MASS_MAIL_PERMISSION', 'Single email is not enabled for your organization or profile.')];
  return [...checkTarget(email), ...checkRecipients(email, recipients), ...checkContent(email)];
}

function checkTarget(email: EmailFacts): DmlError[] {
  const { targetId, whatId } = email;
  if (targetId === null) return [];
  const object = recipientObject(targetId);
  if (object === null)
    return [
      problem('INVALID_ID_FIELD', 'Only contacts, leads, or users allowed for targetObjectId', [
        'targetObjectId',
        targetId,
      ]),
    ];
  if (object !== 'User') return [];
  if (email.saveAsActivity)
    return [
      problem('INVALID_SAVE_AS_ACTIVITY_FLAG', 'saveAsActivity must be false when sending mail to users.', [
        'saveAsActivity',
        'true',
      ]),
    ];
  if (whatId !== null)
    return [problem('INVALID_ID_FIELD', 'WhatId is not available for sending emails to UserIds.', ['whatId', whatId])];
  return [];
}

function checkRecipients(email: EmailFacts, recipients: Recipients): DmlError[] {
  const { to, cc, bcc, unknown } = recipients;
  if (unknown.length > 0)
    return [problem('INVALID_EMAIL_ADDRESS', `Email address is missing for : ${unknown[0]}`, [String(unknown[0])])];
  const count = to.length + cc.length + bcc.length;
  if (count === 0) return [problem('REQUIRED_FIELD_MISSING', 'Add a recipient to send an email.')];
  if (count > maximumRecipients)
    return [problem('LIMIT_EXCEEDED', `The number of recipients exceeds the limit of ${maximumRecipients}`)];
  return [
    ...checkAddresses('to', 'toAddresses', to),
    ...checkAddresses('cc', 'ccAddresses', cc),
    ...checkAddresses('bcc', 'bccAddresses', bcc),
    ...(email.replyTo === null || address.test(email.replyTo)
      ? []
      : [problem('INVALID_EMAIL_ADDRESS', `Invalid reply to address : ${email.replyTo}`, ['replyTo', email.replyTo])]),
  ];
}

function checkAddresses(kind: string, field: string, addresses: readonly string[]): DmlError[] {
  if (Buffer.byteLength(addresses.join(',')) > maximumAddressBytes)
    return [problem('LIMIT_EXCEEDED', `The ${field} exceed the limit of ${maximumAddressBytes} bytes`, [field])];
  return addresses
    .filter((text) => !address.test(text))
    .map((text) => problem('INVALID_EMAIL_ADDRESS', `Invalid ${kind} address : ${text}`, [field, text]));
}

function checkContent(email: EmailFacts): DmlError[] {
  const isBlank = (text: string | null): boolean => text === null || text === '';
  if (isBlank(email.text) && isBlank(email.html))
    return [problem('REQUIRED_FIELD_MISSING', 'Missing body, need at least one of html or plainText')];
  const { orgWideAddressId } = email;
  if (orgWideAddressId === null) return [];
  if (email.senderName !== null)
    return [
      problem(
        'DUPLICATE_SENDER_DISPLAY_NAME',
        'The email sender name is specified by orgWideEmailAddressId and senderDisplayName.',
        ['senderDisplayName', 'orgWideEmailAddressId'],
      ),
    ];
  return platformField('OrgWideEmailAddress', orgWideAddressId, 'Address') === null
    ? [
        problem('INVALID_ID_FIELD', 'Invalid organization-wide email address', [
          'orgWideEmailAddressId',
          orgWideAddressId,
        ]),
      ]
    : [];
}

function problem(statusCode: string, message: string, fields: readonly string[] = []): DmlError {
  return { statusCode, message, fields };
}
