import type { Contract } from './model/contract.ts';
import type { RecordLink } from './lifecycle/contract-input.ts';
import type { Simulator } from './simulator.ts';

/** Records that the seeded contracts are linked to; a missing one leaves its contract unlinked. */
export interface SeedLinks {
  readonly northwind?: RecordLink;
  readonly contoso?: RecordLink;
  readonly fabrikam?: RecordLink;
}

/** A few contracts as a sales team has them, one of them linked to nothing. */
export function seedContracts(simulator: Simulator, links: SeedLinks = {}): Contract[] {
  return [
    simulator.create({
      title: 'Master Services Agreement - Northwind Traders',
      referenceId: 'MSA-2026-0412',
      ...(links.northwind === undefined ? {} : { link: links.northwind }),
      metadata: {
        contract_value: { type: 'USD', value: 120000 },
        term: { type: 'MONTHS', value: 12, days: 365 },
        effective_date: '2026-05-01',
        jurisdiction: 'Delaware',
        auto_renewal: true,
        regions: ['US', 'IN'],
        payment_terms: 'net_45',
      },
      intakeForm: { department: 'sales' },
    }),
    simulator.create({
      title: 'Order Form - Contoso',
      contractTypeId: 231,
      counterparties: [
        {
          type: 'Organization',
          organizationName: 'Contoso GmbH',
          pocName: 'Klara Brandt',
          pocEmail: 'klara.brandt@contoso.example',
        },
      ],
      ...(links.contoso === undefined ? {} : { link: links.contoso }),
      metadata: {
        contract_value: { type: 'EUR', value: 48500.5 },
        effective_date: '2026-06-15',
        auto_renewal: false,
        regions: ['DE'],
        notice_period_days: 90,
      },
    }),
    simulator.create({
      title: 'Order Form - Fabrikam',
      contractTypeId: 231,
      counterparties: [
        {
          type: 'Organization',
          organizationName: 'Fabrikam Ltd',
          pocName: 'Maya Osei',
          pocEmail: 'maya.osei@fabrikam.example',
        },
      ],
      ...(links.fabrikam === undefined ? {} : { link: links.fabrikam }),
      metadata: { contract_value: { type: 'GBP', value: 7300 }, term: { type: 'YEARS', value: 2 } },
    }),
    simulator.create({
      title: 'Mutual NDA - Tailspin Toys',
      contractTypeId: 100,
      counterparties: [
        {
          type: 'Organization',
          organizationName: 'Tailspin Toys',
          pocName: 'Noor Haddad',
          pocEmail: 'noor.haddad@tailspin.example',
        },
      ],
      metadata: { effective_date: '2026-04-20', mutual: true },
    }),
  ];
}
