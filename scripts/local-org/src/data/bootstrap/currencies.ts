/** Currencies of an org with several as rows. Source: Object Reference, "CurrencyType". */
import { Decimal } from '../../runtime/index.ts';
import type { ObjectSchema } from '../../schema/model.ts';
import { corporateCurrency } from '../../schema/org-shape.ts';
import type { SqliteStore } from '../store/index.ts';
import type { Rows } from './rows.ts';

export function installCurrencies(rows: Rows, store: SqliteStore): void {
  const { currencies } = store.schema;
  if (currencies.length === 0) return;
  const values = { CurrencyIsoCode: corporateCurrency, DefaultCurrencyIsoCode: corporateCurrency };
  for (const [id] of store.all('SELECT "Id" FROM "User" WHERE "DefaultCurrencyIsoCode" IS NULL', []))
    rows.update('User', String(id), values);
  for (const object of store.schema.objects.values()) fillCurrency(store, object);
  for (const { isoCode, rate, decimals, isCorporate } of currencies)
    rows.put('CurrencyType', 'IsoCode', isoCode, {
      ConversionRate: Decimal.parse(String(rate)),
      DecimalPlaces: decimals,
      IsActive: true,
      IsCorporate: isCorporate,
    });
}

/** Records from before the org had several currencies are in the corporate one. */
function fillCurrency(store: SqliteStore, object: ObjectSchema): void {
  const field = object.fields.get('currencyisocode');
  if (field === undefined) return;
  const [column, folded] = [store.column(field), store.comparisonColumn(field)];
  const values = [store.toSql(field, corporateCurrency), store.toComparison(field, corporateCurrency)];
  store.run(`UPDATE ${store.table(object)} SET ${column} = ?, ${folded} = ? WHERE ${column} IS NULL`, values);
}
