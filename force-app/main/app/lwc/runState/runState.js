import { LightningElement, api } from 'lwc';

const STATES = {
  PENDING: { label: 'Pending', icon: 'utility:clock', theme: '' },
  WAITING_EARLIER: { label: 'Waiting for an earlier event', icon: 'utility:clock', theme: '' },
  WAITING_LINK: { label: 'Waiting for link', icon: 'utility:link', theme: '' },
  WAITING_FILE: { label: 'Waiting for file', icon: 'utility:attach', theme: '' },
  SUCCEEDED: { label: 'Succeeded', icon: 'utility:success', theme: 'slds-theme_success' },
  NOTHING_TO_DO: { label: 'Nothing to do', icon: 'utility:dash', theme: '' },
  NEEDS_REVIEW: { label: 'Needs review', icon: 'utility:preview', theme: 'slds-theme_warning' },
  FAILED: { label: 'Failed', icon: 'utility:error', theme: 'slds-theme_error' },
  RETRYING: { label: 'Retrying', icon: 'utility:refresh', theme: 'slds-theme_warning' },
  SUPERSEDED: { label: 'Superseded', icon: 'utility:skip_forward', theme: '' },
  REFUSED: { label: 'Refused', icon: 'utility:ban', theme: 'slds-theme_error' },
};

/** A badge for the state of an event or run. A state it does not know is shown by its code. */
export default class RunState extends LightningElement {
  /** Code of the state, as `SUCCEEDED`. */
  @api state;

  get known() {
    return STATES[this.state] ?? { label: this.state, icon: 'utility:info', theme: '' };
  }

  get label() {
    return this.known.label;
  }

  get iconName() {
    return this.known.icon;
  }

  get badgeClass() {
    return `slds-badge ${this.known.theme}`.trim();
  }
}
