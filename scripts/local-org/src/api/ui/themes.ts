/** Icons and colours of objects. Source: User Interface API Developer Guide, "Theme Info"; Metadata API Developer Guide, "CustomTab", motif. */
import type { ObjectSchema } from '../../schema/model.ts';
import type { UiRequest } from './request.ts';

export interface ThemeInfo {
  readonly color: string;
  readonly iconUrl: string;
}

/** Standard icons by object where the name is not the object's own, with the icon's colour. */
const standard: Readonly<Record<string, readonly [string, string]>> = {
  Account: ['account', '5867E8'],
  Asset: ['asset_object', '3BA755'],
  Campaign: ['campaign', 'FF538A'],
  Case: ['case', 'FF538A'],
  Contact: ['contact', '9602C7'],
  ContentDocument: ['file', '939393'],
  ContentVersion: ['file', '939393'],
  Contract: ['contract', '3BA755'],
  Event: ['event', 'CB65FF'],
  Group: ['groups', '5867E8'],
  Lead: ['lead', 'FF5D2D'],
  Opportunity: ['opportunity', 'FF5D2D'],
  Order: ['orders', '3BA755'],
  Pricebook2: ['pricebook', 'CB65FF'],
  Product2: ['product', 'CB65FF'],
  Quote: ['quotes', '06A59A'],
  Task: ['task', '3BA755'],
  User: ['user', '06A59A'],
};

const withoutTab = ['custom', '939393'] as const;

/** @param motif of the object's tab, `Custom53: Bell`; null without one */
export function themeInfo(ui: UiRequest, object: ObjectSchema, motif: string | null = null): ThemeInfo {
  const number = /^Custom(\d+)\b/i.exec(motif ?? '')?.[1];
  if (number !== undefined) return info(ui, `custom/custom${number}`, customColor(Number(number)));
  const [icon, color] = standard[object.name] ?? withoutTab;
  return info(ui, `standard/${icon}`, color);
}

/** Colours of custom icons go round; which icon has which is of no documented use. */
const customColors = ['FF538A', 'FF5D2D', 'E4A201', '3BA755', '06A59A', '107CAD', '5867E8', 'CB65FF', '9602C7'];

export function customColor(number: number): string {
  return customColors[number % customColors.length] ?? withoutTab[1];
}

function info({ request }: UiRequest, icon: string, color: string): ThemeInfo {
  return { color, iconUrl: `${request.origin}/img/icon/t4v35/${icon}_120.png` };
}
