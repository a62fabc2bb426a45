using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>What mortgages look like in requests of registration and of banks.</summary>
internal static class MortgageInputs
{
    public static readonly ActOption Mortgagee = new("--mortgagee", "mortgage.mortgagee", new("抵押权人统一社会信用代码", "credit code of the mortgagee"));
    public static readonly ActOption Number = new("--mortgage", "mortgage.contract_number", new("抵押合同编号", "number of the mortgage contract"));

    public static readonly ActOption Subject = new(
        "--subject", "subject", new("事项（规则版本2起）：transfer、change、rank、residence、easement、waiver、reshape、presale 或 notice",
            "subject (from profile 2 on): transfer, change, rank, residence, easement, waiver, reshape, presale or notice"));
    public static readonly ActOption SubjectNumber = new(
        "--number", "number", new("事项的编号：非交易原因、单元、受理编号或许可证（规则版本2起）", "number of the instrument, unit, case or permit (from profile 2 on)"));
    public static readonly ActOption NewProof = new("--certificate", "certificate", new("新的不动产登记证明号", "number of the new registration proof"));
    public static readonly ActOption Object = new(
        "--object", "object", new("抵押不动产类型（规则版本2起）：land、land_and_building 或 construction",
            "object (from profile 2 on): land, land_and_building or construction"));

    /// <summary>Name of a mortgage: mortgagee and its contract number.</summary>
    public static MortgageId MortgageId(this ActReader input, MortgageId? id, string field)
    {
        if (id is null)
        {
            input.Missing(field);
            return new();
        }

        var part = input.In(field);
        return new()
        {
            Mortgagee = id.Token.IsEmpty ? part.Text<CreditCode>(id.Mortgagee, "mortgagee") : part.OptionalText<CreditCode>(id.Mortgagee, "mortgagee"),
            ContractNumber = part.Text<MortgageContractNumber>(id.ContractNumber, "contract_number"),
            Token = id.Token.IsEmpty ? id.Token : part.Hash(id.Token, "token"),
            Part = id.Part,
        };
    }

    /// <summary>Parties across units, sorted as the ledger lists them.</summary>
    /// <param name="input">Reads what has the list.</param>
    /// <param name="parties">The list.</param>
    /// <param name="units">The units.</param>
    /// <param name="list">Name of the list.</param>
    /// <param name="name">Name of a party within the document.</param>
    /// <returns>Each with its place in the list.</returns>
    public static List<(uint Index, PartyAcrossUnits Party)> Across(
        this ActReader input, IReadOnlyList<PartyInput> parties, IReadOnlyList<ActUnit> units, string list, string name)
    {
        var read = parties
            .Select((party, i) => (Index: (uint)i, Party: input.Across(input.Party(party, $"{list}[{i}]", $"{name}.{i}"), units)))
            .ToList();
        read.Sort(static (a, b) => PartyOrder.Compare(a.Party, b.Party));
        return read;
    }

    /// <summary>Who holds the share of a unit that is mortgaged, sorted.</summary>
    public static List<Party> Holding(this ActReader input, ActUnit unit, IReadOnlyList<PartyInput> parties)
    {
        var name = "holding." + unit.Text.ToLowerInvariant();
        var holders = parties.Select((party, i) => input.At(input.Party(party, $"holding[{i}]", $"{name}.{i}", named: false), unit)).ToList();
        holders.Sort(PartyOrder.Compare);
        return holders;
    }

    /// <summary>One unit of a mortgage contract or of an agreement on it.</summary>
    public static MortgageUnit ContractUnit(
        this ActReader input, ActUnit unit, MortgageContractUnitInput asked, IReadOnlyList<(uint Index, PartyAcrossUnits Party)> mortgagors)
    {
        var row = new MortgageUnit
        {
            UnitCode = unit.Text,
            Share = input.ShareOrWhole(asked.Share, "share"),
            Epoch = unit.Epoch,
            AppraisedFen = input.OptionalAmount(asked.Appraised, "appraised"),
        };
        row.Holding.AddRange(input.Holding(unit, asked.Holding));
        List<MortgagorStake> stakes = [];
        for (var i = 0; i < asked.Mortgagors.Count; i++)
        {
            var stake = asked.Mortgagors[i];
            var place = mortgagors.Select(static mortgagor => mortgagor.Index).ToList().IndexOf(stake.Mortgagor);
            if (place < 0)
                input.Fault($"mortgagors[{i}].mortgagor", "抵押人序号越界", "the index names no mortgagor", $"below {mortgagors.Count}");
            else
                stakes.Add(new MortgagorStake { Mortgagor = (uint)place, Group = stake.Group, NotSigning = stake.NotSigning });
        }

        row.Mortgagors.AddRange(stakes.OrderBy(static stake => stake.Mortgagor).ThenBy(static stake => stake.Group));
        return row;
    }

    /// <summary>Units with their business numbers; each is named.</summary>
    public static List<UnitBusiness> Businesses(this ActReader input, IReadOnlyList<UnitBusinessInput> units)
        => [.. input.Units(units, static unit => unit.UnitCode, "units").Select(unit =>
        {
            input.Names(unit.Unit.Text);
            var number = unit.Reader.Text<BusinessNumber>(unit.Input.BusinessNumber, "business_number");
            return new UnitBusiness { UnitCode = unit.Unit.Text, BusinessNumber = number };
        })];

    /// <summary>Units of a recording; each is named.</summary>
    /// <param name="input">Reads the act.</param>
    /// <param name="units">The units.</param>
    /// <param name="shares">Whether a share must be stated.</param>
    /// <param name="epochs">Whether the event states the epochs of the tokens.</param>
    public static List<MortgageUnitRecording> Recordings(this ActReader input, IReadOnlyList<MortgageUnitInput> units, bool shares = true, bool epochs = false)
        => [.. input.Units(units, static unit => unit.UnitCode, "units").Select(read =>
        {
            var (unit, asked, row) = read;
            input.Names(unit.Text);
            var recording = new MortgageUnitRecording
            {
                UnitCode = unit.Text,
                BusinessNumber = row.Text<BusinessNumber>(asked.BusinessNumber, "business_number"),
                Rank = asked.Rank,
                Share = shares ? row.ShareOrWhole(asked.Share, "share") : row.OptionalShare(asked.Share, "share"),
                Converts = asked.Converts.Length == 0 ? null : row.Certificate(asked.Converts, legacy: false, "converts", "converts"),
                Epoch = epochs ? unit.Epoch : 0,
            };
            recording.Holding.AddRange(row.Holding(unit, asked.Holding));
            return recording;
        })];

    /// <summary>Codes of units that are all named, each once, sorted.</summary>
    public static List<string> UnitCodes(this ActReader input, IReadOnlyList<string> codes)
    {
        if (codes.Count == 0)
            return [];
        List<string> read = [.. input.Units(codes, static code => code, "unit_codes", "").Select(static unit => unit.Unit.Text)];
        read.ForEach(input.Names);
        return read;
    }

    /// <summary>What the mortgage secures.</summary>
    public static MortgageTerms MortgageTerms(this ActReader input, MortgageTermsInput? terms, string field)
    {
        if (terms is null)
        {
            input.Missing(field);
            return new();
        }

        var part = input.In(field);
        return new()
        {
            Mode = part.Known(terms.Mode, "mode"),
            AmountFen = part.Amount(terms.Amount, "amount"),
            TermStart = part.AnyDay(terms.TermFirstDay, "term_first_day"),
            TermEnd = part.DayAfter(terms.TermLastDay, "term_last_day"),
            DeterminationStart = part.OptionalDay(terms.DeterminationFirstDay, "determination_first_day"),
            DeterminationEnd = part.OptionalDayAfter(terms.DeterminationLastDay, "determination_last_day"),
            Scope = terms.Scope,
            TransferRestricted = terms.TransferRestricted,
        };
    }

    /// <summary>Names a mortgage, as records are searched by it.</summary>
    public static void NameMortgage(this ActReader input, MortgageId id)
        => input.Names($"{id.Mortgagee}/{id.ContractNumber}{(id.Part == 0 ? "" : $"/{id.Part}")}");

    /// <summary>Names a mortgage whose page the act is judged on.</summary>
    public static void NameJudgedMortgage(this ActReader input, MortgageId id)
    {
        input.JudgedOn(PageKeys.Mortgage(id));
        input.NameMortgage(id);
    }
}
