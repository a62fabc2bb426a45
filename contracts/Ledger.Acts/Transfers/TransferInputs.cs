using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>The units of transfers, by a basis or by a court.</summary>
internal static class TransferInputs
{
    /// <summary>Numbers of authorities' documents, sorted.</summary>
    public static IEnumerable<string> CourtDocuments(this ActReader input, RepeatedField<string> asked, string list)
        => asked.Select((number, i) => input.Text<AuthorityDocumentNumber>(number, $"{list}[{i}]")).Order(StringComparer.Ordinal);

    /// <summary>Other units of old certificates that fall.</summary>
    public static IEnumerable<UnitReissue> Replacements(this ActReader input, RepeatedField<UnitReissueInput> asked)
    {
        if (asked.Count == 0)
            return [];
        return input.Units(asked, unit => unit.UnitCode, "replacements").Select(other =>
        {
            var (unit, replacement, row) = other;
            var previous = row.Required(replacement.Previous, "previous");
            var body = new UnitReissue
            {
                UnitCode = unit.Text,
                Previous = row.Certificate(previous.Number, previous.Legacy, "previous.number", $"{unit.Text}.previous"),
                Epoch = unit.Epoch,
            };
            body.Owners.AddRange(replacement.Owners
                .Select((owner, i) => Reissue(row.In("owners", i), unit, owner, i))
                .Order(Comparer<Reissue>.Create(static (a, b) => PartyOrder.Compare(a.Party, b.Party))));
            row.Names(unit.Text);
            return body;
        });
    }

    /// <summary>One unit of a transfer.</summary>
    public static UnitTransfer Unit(ActReader input, ActUnit unit, UnitTransferInput asked)
    {
        var body = new UnitTransfer
        {
            UnitCode = unit.Text,
            BusinessNumber = input.Text<BusinessNumber>(asked.BusinessNumber, "business_number"),
            CoOwnership = input.Known(asked.CoOwnership, "co_ownership", zeroIsUnspecified: false),
            Epoch = unit.Epoch,
            PriceFen = input.OptionalAmount(asked.Price, "price"),
        };
        var previous = asked.Previous
            .Select((old, i) => input.In("previous", i).Certificate(old.Number, old.Legacy, "number", $"{unit.Text}.previous.{i}"))
            .ToList();
        previous.Sort(PartyOrder.Compare);
        body.Previous.AddRange(previous);

        input.Count(asked.Sellers.Count, "sellers");
        var sellers = asked.Sellers.Select((seller, i) => Seller(input.In("sellers", i), unit, seller, i)).ToList();
        sellers.Sort(static (a, b) => PartyOrder.Compare(a.Party, b.Party) is not 0 and var order ? order : a.Group.CompareTo(b.Group));
        body.Sellers.AddRange(sellers);

        input.Count(asked.Buyers.Count, "buyers");
        body.Buyers.AddRange(input.Holders(unit, asked.Buyers, "buyers", $"{unit.Text}.buyer"));
        var reissues = asked.Reissues.Select((owner, i) => Reissue(input.In("reissues", i), unit, owner, i)).ToList();
        reissues.Sort(static (a, b) => PartyOrder.Compare(a.Party, b.Party));
        body.Reissues.AddRange(reissues);
        body.Notices.AddRange(asked.Notices
            .Select((proof, i) => input.In("notices", i).Certificate(proof.Number, proof.Legacy, "number", $"{unit.Text}.notice.{i}"))
            .Order(Comparer<CertificateId>.Create(PartyOrder.Compare)));
        body.PreSeizures.AddRange(input.CourtDocuments(asked.PreSeizures, "pre_seizures"));
        return body;
    }

    private static PartShare Seller(ActReader input, ActUnit unit, TransferPartyInput seller, int place) => new()
    {
        Party = input.At(input.Party(seller.Party, "party", $"{unit.Text}.seller.{place}", named: false), unit),
        Share = input.OptionalShare(seller.Share, "share"),
        Group = seller.Group,
    };

    private static Reissue Reissue(ActReader input, ActUnit unit, OwnerInput owner, int place) => new()
    {
        Party = input.At(input.Party(owner.Party, "party", $"{unit.Text}.reissue.{place}", named: false), unit),
        Certificate = input.Certificate(owner.Certificate, owner.LegacyCertificate, "certificate", $"{unit.Text}.reissue.{place}.certificate"),
    };
}
