using System.Collections.Frozen;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// A city file, read and checked: what the city's ordinance decides where the national law leaves it open (events.md 10). The
/// city in force is that of page <c>sys/city</c>, else the rule profile's own.
/// </summary>
public sealed record City
{
    /// <summary>Its id, e.g. <c>dongguan</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required Wording Name { get; init; }

    /// <summary>How the city writes its numbers.</summary>
    public required LocalGrammar Grammar { get; init; }

    /// <summary>Province and place in the certificates' numbers, e.g. 粤 and 东莞 (F-03).</summary>
    public required (char Province, string Place) CertificatePlace { get; init; }

    /// <summary>Its towns by code.</summary>
    public required FrozenDictionary<uint, Town> Towns { get; init; }

    /// <summary>A stock sale must be filed, not only signed, before its transfer (C-10).</summary>
    public required bool FilingRequired { get; init; }

    /// <summary>Part of the shares that must sign the disposal of a whole unit held in shares (C-27, CC 301).</summary>
    public required Share ConsentThreshold { get; init; }

    /// <summary>Mortgages recorded before this day need the mortgagee's consent to a transfer (C-46); <see cref="Day.First"/>: none does.</summary>
    public required Day ConsentFreeMortgagesFrom { get; init; }

    /// <summary>What a higher amount of a mortgage needs when there are lower ranks (C-43).</summary>
    public required MortgageIncrease MortgageIncrease { get; init; }

    /// <summary>A mortgage on construction becomes one on the building with the first registration.</summary>
    public required bool ConvertsMortgagesAutomatically { get; init; }

    /// <summary>Calendar days that an advance notice counts once the title can be registered (C-35).</summary>
    public required int NoticeDays { get; init; }

    /// <summary>Calendar days that an objection counts without a suit (C-38).</summary>
    public required int ObjectionDays { get; init; }

    /// <summary>Longest single term of a court's seizure, in months (C-32).</summary>
    public required uint LongestSeizureMonths { get; init; }

    /// <summary>Longest single term of a pre-seizure, in months (C-32).</summary>
    public required uint LongestPreSeizureMonths { get; init; }

    /// <summary>Longest single term of a seizure by the police, in months (C-32).</summary>
    public required uint LongestPoliceSeizureMonths { get; init; }

    /// <summary>One queue of seizures per holding in shares.</summary>
    public required bool SeizuresPerHolding { get; init; }

    /// <summary>Mortgages of one case may have the same rank (C-43).</summary>
    public required bool EqualRanks { get; init; }

    /// <summary>Working days between the statement of a loss and the new certificate (C-86); 0: at once.</summary>
    public required int LossNoticeDays { get; init; }

    /// <summary>The day of delivery is the first of a seizure's term.</summary>
    public required bool SeizureFirstDayCounts { get; init; }

    /// <summary>A seizure delivered earlier but entered later goes before what was delivered after it.</summary>
    public required bool ReordersSeizures { get; init; }

    /// <summary>A renewal comes at most this many months before the seizure's end.</summary>
    public required int RenewAheadMonths { get; init; }

    /// <summary>Working days promised for a transfer (C-58).</summary>
    public required int TransferPromiseDays { get; init; }

    /// <summary>Working days promised for a mortgage (C-58).</summary>
    public required int MortgagePromiseDays { get; init; }

    /// <summary>Working days promised for the first registration of a project (C-58).</summary>
    public required int ProjectPromiseDays { get; init; }

    /// <summary>Working days promised for a sale whose steps are applied for at one window (C-58).</summary>
    public required int OneWindowPromiseDays { get; init; }

    /// <summary>A seizure of the parcel counts only for units of its debtor (C-29).</summary>
    public required bool ParcelOfSameHolderOnly { get; init; }

    /// <summary>Deed tax of third homes, other property and organisations.</summary>
    public required Rate OtherDeedRate { get; init; }

    /// <summary>A developer's first certificates: one per unit, or one for all unsold units of a building.</summary>
    public required FirstCertificate FirstCertificate { get; init; }

    /// <summary>Which first registrations need a public notice.</summary>
    public required FirstNotice FirstNotice { get; init; }

    /// <summary>Who may be added to the buyers of a contract or dropped from them.</summary>
    public required BuyerChange BuyerChange { get; init; }

    /// <summary>Which sales need supervised funds (C-59).</summary>
    public required SupervisionRequired Supervision { get; init; }

    /// <summary>A sale names the number of the buyer's qualification (C-67).</summary>
    public required bool ChecksPurchase { get; init; }

    /// <summary>Months from the title to the first resale (C-67); 0: none.</summary>
    public required int ResaleBarMonths { get; init; }

    /// <summary>Most that mortgages may secure of a new home's value (C-44).</summary>
    public required Rate LoanToValueNew { get; init; }

    /// <summary>Most that mortgages may secure of a stock home's value (C-44).</summary>
    public required Rate LoanToValueStock { get; init; }

    /// <summary>Transfers ask for the clearance certificate, not only for cleared accounts (C-14).</summary>
    public required bool TaxCertificateNeeded { get; init; }

    /// <summary>How land that is not freely disposable may be disposed of (C-80).</summary>
    public required FrozenDictionary<LandKind, DisposalRule> LandDisposal { get; init; }

    /// <summary>An end of a notice or an objection on a day that is no working day moves to the next one.</summary>
    public required bool LapseExtendsOverHolidays { get; init; }

    /// <summary>Lowest plausible price of a square metre (F-07).</summary>
    public required Money LowestUnitPrice { get; init; }

    /// <summary>Highest plausible price of a square metre (F-07).</summary>
    public required Money HighestUnitPrice { get; init; }

    /// <summary>Codes of planned use that are homes; everything else is non-residential.</summary>
    public required FrozenSet<uint> ResidentialUses { get; init; }

    /// <summary>Working days to answer a request for supplements.</summary>
    public required int SupplementDays { get; init; }

    /// <summary>Working days that a public notice stands at least (C-86).</summary>
    public required int PublicNoticeDays { get; init; }

    /// <summary>Cells of the severity matrix that differ from the profile's: by flow and column.</summary>
    public required FrozenDictionary<(FlowCode Flow, MatrixColumn Column), MatrixCell> Overrides { get; init; }

    /// <summary>Kinds of documents that an instrument names, by the letter of its kind (C-73).</summary>
    public required FrozenDictionary<char, IReadOnlyList<string>> InstrumentDocuments { get; init; }

    /// <summary>Banks that sign for a lender that entrusted them, by the lender's credit code (C-41).</summary>
    public required FrozenDictionary<string, string> EntrustedLenders { get; init; }

    /// <summary>Banks that go on with the mortgages of a lender merged into them, by the lender's credit code.</summary>
    public required FrozenDictionary<string, string> MergedLenders { get; init; }

    /// <summary>Codes of planned use of public welfare, such as schools and hospitals (C-64).</summary>
    public required FrozenSet<uint> PublicWelfareUses { get; init; }

    /// <summary>House natures that are policy housing, as titles store them (C-80).</summary>
    public required FrozenSet<uint> PolicyHousing { get; init; }

    /// <summary>Reads a city file that is about to be published; null when something in it is wrong.</summary>
    /// <param name="file">The file.</param>
    /// <param name="profile">The profile in force.</param>
    /// <param name="faults">What is wrong, each with its field.</param>
    public static City? Read(CityFile file, Profile profile, out IReadOnlyList<FileFault> faults)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(profile);
        var checks = new FileChecks();
        new CityCheck(checks, profile).Check(file);
        faults = checks.Faults;
        return faults.Count == 0 ? Of(file) : null;
    }

    /// <summary>
    /// A city by a file that the rules took once: it was checked by the profile that was in force then, and is not checked again. A key
    /// that came later has a stated value where the file lacks it.
    /// </summary>
    internal static City Of(CityFile file)
    {
        // Both were read by the checks.
        _ = NumberPattern.TryParse(file.ContractNumber, out var contract, out _);
        _ = NumberPattern.TryParse(file.CaseNumber, out var acceptance, out _);
        return new()
        {
            Id = file.Id,
            Name = new(file.NameZh, file.NameEn),
            Grammar = new(new(file.Divisions), contract, acceptance),
            CertificatePlace = (file.CertificateProvince[0], file.CertificatePlace),
            Towns = file.Towns.ToFrozenDictionary(
                town => town.Code,
                town => new Town(town.Code, new(town.NameZh, town.NameEn), Rate.FromPerHundredThousand(town.UrbanTax))),
            FilingRequired = file.FilingRequired,
            ConsentThreshold = file.ConsentThreshold.Read(),
            ConsentFreeMortgagesFrom = file.MortgageConsentBefore == 0 ? Day.First : Day.FromNumber(file.MortgageConsentBefore),
            MortgageIncrease = file.MortgageIncrease,
            ConvertsMortgagesAutomatically = file.MortgageConvertAutomatic,
            NoticeDays = (int)file.NoticeDays,
            ObjectionDays = (int)file.ObjectionDays,
            LongestSeizureMonths = file.SeizureMonths,
            LongestPreSeizureMonths = file.PreSeizureMonths,
            LongestPoliceSeizureMonths = file.PoliceSeizureMonths,
            SeizuresPerHolding = file.SeizurePerHolding,
            EqualRanks = file.MortgageEqualRank,
            LossNoticeDays = (int)file.LossNoticeDays,
            SeizureFirstDayCounts = file.SeizureFirstDayCounts,
            ReordersSeizures = file.SeizureReorder,
            RenewAheadMonths = (int)file.SeizureRenewAheadMonths,
            TransferPromiseDays = (int)file.TransferPromiseDays,
            MortgagePromiseDays = (int)file.MortgagePromiseDays,
            ProjectPromiseDays = (int)file.ProjectPromiseDays,
            OneWindowPromiseDays = (int)file.OneWindowPromiseDays,
            ParcelOfSameHolderOnly = file.ParcelSameHolderOnly,
            OtherDeedRate = Rate.FromPerHundredThousand(file.DeedOtherRate),
            FirstCertificate = file.FirstCertificate,
            FirstNotice = file.FirstNotice,
            BuyerChange = file.ContractBuyerChange,
            Supervision = file.SupervisionRequired,
            ChecksPurchase = file.PurchaseCheck,
            ResaleBarMonths = (int)file.ResaleBarMonths,
            LoanToValueNew = Rate.FromPerHundredThousand(file.LtvNew),
            LoanToValueStock = Rate.FromPerHundredThousand(file.LtvStock),
            TaxCertificateNeeded = file.TaxCertificateNeeded,

            // A kind of land that came after the file is disposed of with approval.
            LandDisposal = Enum.GetValues<LandKind>().ToFrozenDictionary(
                kind => kind,
                kind => file.LandDisposal.FirstOrDefault(land => land.Kind == kind)?.Disposal ?? DisposalRule.WithApproval),
            LapseExtendsOverHolidays = file.LapseExtendHoliday,
            LowestUnitPrice = Money.FromFen(file.LowestUnitPriceFen),
            HighestUnitPrice = Money.FromFen(file.HighestUnitPriceFen),
            ResidentialUses = file.ResidentialUses.ToFrozenSet(),
            SupplementDays = (int)file.SupplementDays,
            PublicNoticeDays = (int)file.PublicNoticeDays,
            Overrides = OverridesOf(file),
            EntrustedLenders = file.EntrustedLenders.ToFrozenDictionary(static link => link.Lender, static link => link.Bank, StringComparer.Ordinal),
            MergedLenders = file.MergedLenders.ToFrozenDictionary(static link => link.Lender, static link => link.Bank, StringComparer.Ordinal),
            PublicWelfareUses = file.PublicWelfareUses.ToFrozenSet(),
            PolicyHousing = file.PolicyHousing.ToFrozenSet(),
            InstrumentDocuments = file.InstrumentDocuments.ToFrozenDictionary(
                kind => kind.Kind[0], IReadOnlyList<string> (kind) => [.. kind.Documents]),
        };
    }

    // What a right of residence on a mortgaged unit needs is a cell with a name of its own; where it is the consent, as the matrix has it.
    private static FrozenDictionary<(FlowCode Flow, MatrixColumn Column), MatrixCell> OverridesOf(CityFile file)
    {
        Dictionary<(FlowCode, MatrixColumn), MatrixCell> cells = [];
        if (file.ResidenceWithMortgage == ResidenceWithMortgage.Warn)
            cells[(FlowCode.F901, MatrixColumn.M)] = MatrixCell.Parse("W");
        foreach (var cell in file.Overrides)
            cells[(FlowCodes.Find(cell.Flow)!.Value, Enum.Parse<MatrixColumn>(cell.Column))] = MatrixCell.Parse(cell.Severity);
        return cells.ToFrozenDictionary();
    }
}
