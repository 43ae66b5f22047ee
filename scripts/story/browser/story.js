// The story page: shows what the three parts say of themselves, and asks the simulator to execute a contract.

/** How often the page asks for the state, in milliseconds. */
const pollEvery = 1000;

const seen = new Map();

/** Builds an element; text is always text, never markup. */
function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined)
      node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function facts(pairs) {
  const list = element('dl');
  for (const [term, value] of pairs) list.append(element('dt', {}, term), element('dd', {}, value ?? '–'));
  return list;
}

function badge(text) {
  const good = /executed|succeeded|done|nothing to do|closed won/i.test(text);
  const bad = /fail|refused|dead|void/i.test(text);
  return element('span', { class: `badge ${good ? 'good' : bad ? 'bad' : 'wait'}` }, text);
}

async function execute(contract, button) {
  button.disabled = true;
  try {
    const response = await fetch(`/story/contracts/${encodeURIComponent(contract.id)}/execute`, { method: 'POST' });
    if (!response.ok) throw new Error((await response.json()).message);
  } catch (error) {
    showStatus(error.message, true);
    button.disabled = false;
  }
  await refresh();
}

function contractCard(contract) {
  const card = element('li', { class: 'card' }, element('h4', {}, contract.title), badge(contract.status));
  card.append(
    facts([
      ['Id', contract.id],
      ['Value', contract.value],
      ['Linked record', contract.linkedRecord],
    ]),
  );
  if (!['EXECUTED', 'VOIDED'].includes(contract.status)) {
    const button = element('button', { type: 'button' }, 'Execute');
    button.setAttribute('aria-label', `Execute ${contract.title}`);
    button.addEventListener('click', () => void execute(contract, button));
    card.append(button);
  }
  return card;
}

function opportunityCard(opportunity) {
  const key = JSON.stringify([opportunity.stage, opportunity.amount, opportunity.closeDate, opportunity.files]);
  const before = seen.get(opportunity.id);
  if (before === undefined) seen.set(opportunity.id, key);
  const changed = before !== undefined && before !== key;
  const card = element(
    'li',
    { class: changed ? 'card changed' : 'card' },
    element('h4', {}, opportunity.name),
    badge(opportunity.stage),
  );
  card.append(
    facts([
      ['Account', opportunity.account],
      ['Amount', opportunity.amount],
      ['Close date', opportunity.closeDate],
      ['Files', opportunity.files.length === 0 ? 'none' : opportunity.files.join(', ')],
    ]),
  );
  return card;
}

function logLine(entry) {
  const line = element(
    'li',
    {},
    badge(entry.state),
    ` ${entry.title} `,
    element('span', { class: 'when' }, entry.detail ?? ''),
  );
  if (entry.reason) line.append(element('div', {}, entry.reason));
  return line;
}

function showStatus(text, bad = false) {
  const status = document.getElementById('status');
  if (status.textContent !== text) status.textContent = text;
  status.classList.toggle('bad', bad);
}

let shown = '';

function show(state) {
  const text = JSON.stringify(state);
  if (text === shown) return;
  shown = text;
  document.getElementById('contracts').replaceChildren(...state.contracts.map(contractCard));
  document.getElementById('deliveries').replaceChildren(...state.deliveries.map(logLine));
  document.getElementById('opportunities').replaceChildren(...state.opportunities.map(opportunityCard));
  document.getElementById('history').replaceChildren(...state.history.map(logLine));
  document
    .getElementById('addresses')
    .replaceChildren(...state.addresses.map(({ name, url }) => element('div', {}, `${name}: ${url}`)));
}

async function refresh() {
  try {
    const response = await fetch('/story/state');
    const state = await response.json();
    if (!response.ok) throw new Error(state.message);
    show(state);
    showStatus('Everything is running.');
  } catch (error) {
    showStatus(`The parts cannot be reached: ${error.message}. Is "npm start" still running?`, true);
  }
}

async function poll() {
  await refresh();
  setTimeout(() => void poll(), pollEvery);
}

void poll();
