import RunState from 'c/runState';
import { createElement } from 'lwc';

function show(state) {
  const element = createElement('c-run-state', { is: RunState });
  element.state = state;
  document.body.appendChild(element);
  return element.shadowRoot;
}

describe('c-run-state', () => {
  afterEach(() => {
    document.body.replaceChildren();
  });

  it('names a state in words', () => {
    expect(show('WAITING_FILE').querySelector('[role="status"]').textContent).toBe('Waiting for file');
  });

  it('marks failures by more than color', () => {
    const root = show('FAILED');
    expect(root.querySelector('.slds-badge').className).toContain('slds-theme_error');
    expect(root.querySelector('lightning-icon').iconName).toBe('utility:error');
    expect(root.querySelector('[role="status"]').textContent).toBe('Failed');
  });

  it('shows a state it does not know by its code', () => {
    expect(show('SOMETHING_NEW').querySelector('[role="status"]').textContent).toBe('SOMETHING_NEW');
  });
});
