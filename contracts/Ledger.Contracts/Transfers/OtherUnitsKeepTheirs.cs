using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-54 for old certificates of several units: one that falls with a transferred unit is replaced for each of its other units in
/// the same act, for those who stand on it and for nobody else.
/// </summary>
internal static class OtherUnitsKeepTheirs
{
    public static void Check(Judgement judgement, IReadOnlyList<TransferredUnit> units, IReadOnlyList<ReissuedUnit> others)
    {
        var falling = units.SelectMany(unit => unit.Transfer.Previous).ToHashSet();
        foreach (var other in others)
        {
            judgement.About(other.UnitCode);
            var wanted = falling.Contains(other.Previous) && !units.Any(unit => unit.Code == other.UnitCode) ? other.Standing : [];
            var stated = other.Replacement?.Owners.Select(owner => owner.Party).ToList() ?? [];
            if (!stated.SequenceEqual(wanted.Order(Comparer<Party>.Create(PartyOrder.Compare))))
                Fail(judgement, other, wanted, stated);
            if (other.Replacement is { } replacement)
            {
                TokenEpoch.Check(
                    judgement, replacement.Epoch, other.Title, (label, value) => Labels.InEvent(label, value, other.Path + ".epoch"));
            }
        }

        judgement.About("");
    }

    /// <summary>Writes the titles of the other units with their new certificates.</summary>
    public static void Write(Book book, Act act, Recording recording, IReadOnlyList<ReissuedUnit> others)
    {
        foreach (var other in others.Where(other => other.Replacement is { Owners.Count: > 0 }))
        {
            var title = other.Title.Body!.Clone();
            foreach (var owner in title.Owners.Where(owner => owner.Certificate.Equals(other.Previous)))
                owner.Certificate = other.Replacement!.Owners.First(reissue => reissue.Party.Equals(owner.Party)).Certificate;
            title.PreviousEntry = Google.Protobuf.ByteString.CopyFrom(other.Title.Entry.Span);
            title.RecordingDate = recording.RecordingDate;
            title.RecordingMs = recording.RecordingMs;
            title.Document = act.Document;
            book.Write(other.Title.Key, title);
            foreach (var (page, _, _) in other.Issued)
                CertificatePages.Issue(book, page, recording, CertificateKind.Title, other.UnitCode);
        }
    }

    private static void Fail(Judgement judgement, ReissuedUnit other, IReadOnlyList<Party> wanted, IReadOnlyList<Party> stated)
        => judgement.Fail(
            CertificatesUnique.C54,
            wanted.Count > 0
                ? new($"旧证{Labels.Certificate(other.Previous)}还载有单元{other.UnitCode}，须一并换发",
                    $"the old certificate {Labels.Certificate(other.Previous)} stands for unit {other.UnitCode} too, which needs a new one in this act")
                : new($"单元{other.UnitCode}不需换发证书", $"unit {other.UnitCode} needs no new certificate"),
            new("请为旧证所载其余单元的持证权利人换发证书，不多不少", "reissue to those who stand on the old certificate for its other units, and to nobody else"),
            Labels.InEvent(new("所列换证人", "reissued to"), Labels.Parties(stated), other.Replacement is null ? "replacements" : other.Path + ".owners"),
            other.Title.Says(new("应换证人", "who needs a new certificate"), Labels.Parties(wanted)));
}
