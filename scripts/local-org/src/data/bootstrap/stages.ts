/** Opportunity stages of a new org. Source: Salesforce Help, "Opportunity Stages" (defaults). */
export interface Stage {
  readonly name: string;
  readonly probability: number;
  readonly category: string;
  readonly categoryName: string;
  readonly closed: boolean;
  readonly won: boolean;
}

function open(name: string, probability: number, category = 'Pipeline', categoryName = category): Stage {
  return { name, probability, category, categoryName, closed: false, won: false };
}

export const stages: readonly Stage[] = [
  open('Prospecting', 10),
  open('Qualification', 10),
  open('Needs Analysis', 20),
  open('Value Proposition', 50),
  open('Id. Decision Makers', 60),
  open('Perception Analysis', 70),
  open('Proposal/Price Quote', 75),
  open('Negotiation/Review', 90),
  { name: 'Closed Won', probability: 100, category: 'Closed', categoryName: 'Closed', closed: true, won: true },
  { name: 'Closed Lost', probability: 0, category: 'Omitted', categoryName: 'Omitted', closed: true, won: false },
];
