/**
 * System.Location and System.Address. Source: Apex Reference Guide, Location Class (apex_class_System_Location), Address Class
 * (apex_class_System_Address).
 */
import type { AddressValue } from '../../runtime/index.ts';
import { PlatformObject, throwApex } from '../../runtime/index.ts';
import type { AddressPart } from '../../schema/compound.ts';
import { platformType, type MemberImplementation } from '../declare.ts';
import { required } from '../support.ts';

/** Radius of the earth by unit. */
const radius: Readonly<Record<string, number>> = { km: 6371.0088, mi: 3958.7613 };

export class LocationObject extends PlatformObject {
  readonly latitude: number;
  readonly longitude: number;

  constructor(latitude: number, longitude: number) {
    super('System.Location');
    this.latitude = latitude;
    this.longitude = longitude;
  }
}

type Place = LocationObject | AddressValue;

export const LocationType = platformType({
  name: 'System.Location',
  kind: 'class',
  page: 'apex_class_System_Location',
  members: {
    'static System.Location newInstance(Decimal latitude, Decimal longitude)': (latitude, longitude) =>
      new LocationObject(Number(required(latitude)), Number(required(longitude))),
    'static Double getDistance(System.Location firstLocation, System.Location secondLocation, String unit)': distance,
    'Double getDistance(System.Location toLocation, String unit)': distance,
    ...both('Double', 'latitude', (self: LocationObject) => self.latitude),
    ...both('Double', 'longitude', (self: LocationObject) => self.longitude),
  },
});

export const AddressType = platformType({
  name: 'System.Address',
  kind: 'class',
  page: 'apex_class_System_Address',
  members: {
    ...text('city'),
    ...text('country'),
    ...text('countryCode'),
    ...text('geocodeAccuracy'),
    ...text('postalCode'),
    ...text('state'),
    ...text('stateCode'),
    ...text('street'),
    ...both('Double', 'latitude', (self: AddressValue) => self.number('latitude')),
    ...both('Double', 'longitude', (self: AddressValue) => self.number('longitude')),
    'Double getDistance(System.Location toLocation, String unit)': distance,
  },
});

/** Read as a property, and by a method. */
function both<S>(type: string, name: string, read: (self: S) => unknown): Record<string, MemberImplementation> {
  const native = read as (self: never) => unknown;
  return {
    [`${type} ${name} { get; }`]: { get: native },
    [`${type} get${name.slice(0, 1).toUpperCase()}${name.slice(1)}()`]: native,
  };
}

function text(part: AddressPart): Record<string, MemberImplementation> {
  return both('String', part, (self: AddressValue) => self.text(part));
}

/** Along a great circle; null from or to a place whose coordinates are not known. */
function distance(from: Place | null, to: Place | null, unit: string | null): number | null {
  const earth = radius[required(unit).toLowerCase()];
  if (earth === undefined)
    return throwApex('System.IllegalArgumentException', `Invalid distance unit: ${unit}. Use mi or km.`);
  const [start, end] = [coordinates(required(from)), coordinates(required(to))];
  if (start === null || end === null) return null;
  const [latitude, otherLatitude] = [radians(start[0]), radians(end[0])];
  const half = (a: number, b: number): number => Math.sin((b - a) / 2) ** 2;
  const chord =
    half(latitude, otherLatitude) +
    Math.cos(latitude) * Math.cos(otherLatitude) * half(radians(start[1]), radians(end[1]));
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(chord)));
}

function coordinates(place: Place): [number, number] | null {
  if (place instanceof LocationObject) return [place.latitude, place.longitude];
  const [latitude, longitude] = [place.number('latitude'), place.number('longitude')];
  return latitude === null || longitude === null ? null : [latitude, longitude];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
