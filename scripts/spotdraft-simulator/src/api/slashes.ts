import type { RequestHandler } from 'express';

/** Paths that end with a slash, and those that do not; everything else is unknown. Source: SpotDraft API, "Redirects". */
const withSlash = [
  /^\/contracts$/,
  /^\/contracts\/approvals\/[^/]+$/,
  /^\/contracts\/[^/]+\/recipients$/,
  /^\/contracts\/[^/]+\/process_metrics$/,
  /^\/contracts\/[^/]+\/questionnaire\/responses$/,
  /^\/key_pointers$/,
  /^\/contract_types$/,
  /^\/templates$/,
  /^\/organizations\/entities$/,
  /^\/webhooks$/,
  /^\/webhooks\/hmac_key$/,
  /^\/contracts\/webhooks\/re_trigger_latest$/,
];
const withoutSlash = [
  /^\/contracts\/by_external_metadata\/[^/]+$/,
  /^\/contracts\/[^/]+\/(status|key_pointers|external_metadata|download_link|download)$/,
  /^\/contracts\/[^/]+\/status\/void$/,
  /^\/webhooks\/\d+$/,
];

/** Answers a wrong trailing slash with 302, as SpotDraft does. */
export const redirectSlashes: RequestHandler = (request, response, next) => {
  const has = request.path.endsWith('/');
  const plain = request.path.replace(/\/+$/, '');
  const wrong = has
    ? withoutSlash.some((pattern) => pattern.test(plain)) && !withSlash.some((pattern) => pattern.test(plain))
    : withSlash.some((pattern) => pattern.test(plain));
  if (!wrong) return next();
  const [, query] = request.originalUrl.split('?');
  response.redirect(302, `${request.baseUrl}${has ? plain : `${plain}/`}${query === undefined ? '' : `?${query}`}`);
};
