using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>One encumbrance that counts at the evidence time.</summary>
/// <param name="Unit">The unit or parcel whose page holds it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">It in words.</param>
/// <param name="Row">Its row on the page: the kind decides the message.</param>
/// <param name="Queued">It waits behind another one, or starts after the evidence day.</param>
public sealed record Encumbrance(UnitCode Unit, EncumbranceKind Kind, Wording Text, IMessage Row, bool Queued);
