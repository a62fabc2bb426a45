using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-66 非交易转移: a person inherits from a person; the notary certified it, or all heirs were heard and the public notice of
/// the inheritance is over when it is recorded.
/// </summary>
internal static class InheritanceLane
{
    public static readonly Rule C66 = Rule.Reject("C-66", "非交易转移", "inheritance lane", "契税法 6(5); 不动产登记暂行条例 14");

    /// <summary>Kind of the paper that says that all heirs were heard.</summary>
    public const string HeirsHeard = "HEIRS_HEARD";

    /// <summary>What the instrument says.</summary>
    public static void CheckStated(Judgement judgement, InstrumentStated e)
    {
        if (!InstrumentKindLaw.IsByDeath(e.Kind))
            return;
        if (e.Givers.Any(party => party.Kind != PartyKind.Person))
            Fail(judgement, e, new("被继承人应为自然人", "only a person leaves an estate"), "givers");
        if (e.Kind == InstrumentKind.Inheritance && e.Takers.Any(party => party.Kind != PartyKind.Person))
            Fail(judgement, e, new("法定或遗嘱继承人应为自然人；组织受遗赠", "an heir by law is a person; an organisation takes a bequest"), "takers");
        if (!e.Notarised && !e.Documents.Any(document => document.Kind == HeirsHeard))
            Fail(judgement, e, new("未经公证的继承须全体继承人到场或声明", "without a notary all heirs are heard"), "documents");
    }

    private static void Fail(Judgement judgement, InstrumentStated e, Wording what, string path)
        => judgement.Fail(
            C66,
            what,
            new($"请核对继承材料：公证书，或全体继承人材料（{HeirsHeard}）并公告", $"bring the notarial deed, or the statement of all heirs ({HeirsHeard}) and the public notice"),
            Labels.InEvent(new("原因", "kind"), e.Kind, "kind"),
            Labels.InEvent(new("是否公证", "notarised"), e.Notarised, "notarised"),
            Labels.InEvent(new("所列", "stated"), path switch
            {
                "givers" => Parties(e.Givers),
                "takers" => Parties(e.Takers),
                _ => string.Join(", ", e.Documents.Select(document => document.Kind)),
            }, path));

    private static string Parties(IEnumerable<PartyAcrossUnits> parties) => Labels.Parties(parties.Select(party => party.At(0)));
}
