using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <content>The forms of parties, shares and certificates.</content>
internal sealed partial class Shape
{
    /// <summary>A party of one unit: an organisation by credit code, everyone else by token.</summary>
    public bool PartyValue(Party? party, string path)
    {
        if (!Required(party, path))
            return false;
        var sound = Identity(party.Kind, party.IdentityClass, party.CreditCode, path);
        if (party.CreditCode.Length > 0 ? party.Token.Length != 0 : party.Token.Length != HashLength)
        {
            Fault(C69, path + ".token", $"{party.Token.Length} bytes", TokenWanted(party.CreditCode));
            sound = false;
        }

        return sound;
    }

    /// <summary>A party across units: one token per unit, or a credit code and none.</summary>
    public bool PartyValue(PartyAcrossUnits? party, int units, string path)
    {
        if (!Required(party, path))
            return false;
        var sound = Identity(party.Kind, party.IdentityClass, party.CreditCode, path);
        var wanted = party.CreditCode.Length > 0 ? 0 : units;
        if (party.Tokens.Count != wanted)
        {
            Fault(C69, path + ".tokens", party.Tokens.Count, new($"{wanted}个编码（每个单元一个）", $"{wanted} tokens, one per unit"));
            return false;
        }

        for (var i = 0; i < party.Tokens.Count; i++)
            Hash(party.Tokens[i], $"{path}.tokens[{i}]");
        return sound && IsSound;
    }

    /// <summary>A party across units that only the pages know the number of.</summary>
    public bool PartyValue(PartyAcrossUnits? party, string path)
        => Required(party, path) && PartyValue(party, Math.Clamp(party.Tokens.Count, 1, MaximumItems), path);

    /// <summary>Parties across units, sorted, unique under every unit.</summary>
    public bool PartyList(RepeatedField<PartyAcrossUnits> parties, int units, string path)
    {
        var sound = true;
        for (var i = 0; i < parties.Count; i++)
            sound &= PartyValue(parties[i], units, $"{path}[{i}]");
        if (!sound || !Sorted(parties, PartyOrder.Compare, path))
            return false;

        // Sorted by the first token only: the others must differ too.
        for (var unit = 1; unit < units; unit++)
        {
            var seen = new HashSet<Google.Protobuf.ByteString>();
            for (var i = 0; i < parties.Count; i++)
            {
                if (parties[i].CreditCode.Length == 0 && !seen.Add(parties[i].Tokens[unit]))
                {
                    Fault(C69, $"{path}[{i}].tokens[{unit}]", null, new("与其他当事人不同的编码", "a token that no other party has"));
                    sound = false;
                }
            }
        }

        return sound;
    }

    /// <summary>A certificate or proof by its number, or by the hash of a legacy number where that is allowed (F-03).</summary>
    public bool Certificate(CertificateId? id, CertificateKind kind, bool legacyAllowed, string path)
    {
        if (!Required(id, path))
            return false;
        if (id.Number.Length == 0)
        {
            if (!legacyAllowed || id.LegacyHash.Length != HashLength)
            {
                Fault(C69, path, $"{id.LegacyHash.Length} bytes", legacyAllowed
                    ? new("证号，或旧证号的32字节校验值", "a certificate number, or the 32-byte hash of a legacy one")
                    : new("证号", "a certificate number"));
                return false;
            }

            return true;
        }

        if (id.LegacyHash.Length != 0)
        {
            Fault(C69, path, $"{id.LegacyHash.Length} bytes", new("证号与旧证号校验值二者之一", "either a certificate number or a legacy hash"));
            return false;
        }

        if (!Identifier<CertificateNumber>(CertificateYear.F03, id.Number, path + ".number"))
            return false;
        if (CertificateNumber.Parse(id.Number).Kind != kind)
        {
            Fault(CertificateYear.F03, path + ".number", id.Number, kind == CertificateKind.Title
                ? new("不动产权证书号", "the number of a certificate (不动产权)")
                : new("不动产登记证明号", "the number of a registration proof (不动产证明)"));
            return false;
        }

        return true;
    }

    /// <summary>The mortgagee, a private lender by its token, and its contract number.</summary>
    public bool Mortgage(MortgageId? id, string path)
    {
        if (!Required(id, path))
            return false;
        var numbered = Identifier<MortgageContractNumber>(id.ContractNumber, path + ".contract_number");
        if (id.Part > MortgageParts.Most)
        {
            Fault(C69, path + ".part", id.Part, new($"0至{MortgageParts.Most}", $"0 to {MortgageParts.Most}"));
            numbered = false;
        }

        if (id.Token.Length == 0 || id.Mortgagee.Length > 0)
            numbered &= Identifier<CreditCode>(F04, id.Mortgagee, path + ".mortgagee");
        if (id.Token.Length is 0 or HashLength && (id.Token.Length == 0 || id.Mortgagee.Length == 0))
            return numbered;
        Fault(C69, path + ".token", $"{id.Token.Length} bytes", TokenWanted(id.Mortgagee));
        return false;
    }

    /// <summary>Whose share is meant: parties of one unit, sorted; none for the whole.</summary>
    public void HoldingValue(RepeatedField<Party> parties, string path)
    {
        var sound = true;
        for (var i = 0; i < parties.Count; i++)
            sound &= PartyValue(parties[i], $"{path}[{i}]");
        if (sound)
            Sorted(parties, PartyOrder.Compare, path, mayBeEmpty: true);
    }

    private bool Identity(PartyKind kind, IdentityClass identityClass, string creditCode, string path)
    {
        Known(kind, path + ".kind");
        Known(identityClass, path + ".identity_class");
        var sound = judgement.Profile.Form.Has(kind) && judgement.Profile.Form.Has(identityClass);
        if ((identityClass == IdentityClass.CreditCode) != (creditCode.Length > 0))
        {
            Fault(C69, path + ".credit_code", creditCode.Length > 0 ? "stated" : null, TokenWanted(identityClass == IdentityClass.CreditCode ? "x" : ""));
            sound = false;
        }
        else if (creditCode.Length > 0)
        {
            sound &= Identifier<CreditCode>(F04, creditCode, path + ".credit_code");
        }

        // What is unknown was reported as such above, not as a misfit.
        var known = judgement.Profile.Form.Has(kind) && judgement.Profile.Form.Has(identityClass) && kind != PartyKind.Unspecified
            && identityClass != IdentityClass.Unspecified;
        var fits = !known || IdentityDocument.Fits(kind, identityClass);
        if (!fits)
        {
            judgement.Fail(
                F05,
                new("权利人类型与证件种类不匹配", "the kind of party does not fit its identity document"),
                new("自然人用身份证件，组织用统一社会信用代码或其他证件", "persons have identity documents, organisations a credit code or another document"),
                Labels.InEvent(new("权利人类型", "party kind"), kind, path + ".kind"),
                Labels.InEvent(new("证件类别", "identity class"), identityClass, path + ".identity_class"));
        }

        return sound;
    }

    private static Wording TokenWanted(string creditCode) => creditCode.Length > 0
        ? new("统一社会信用代码且无编码", "a credit code in clear and no token")
        : new("32字节编码且无信用代码", "a token of 32 bytes and no credit code");
}
