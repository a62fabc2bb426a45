using Google.Protobuf.Collections;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// What is probably a slip although the rules in force let it stand: shown to whoever writes, refused by nobody. Each is a
/// candidate for a rule of the next profile. The city is that of the profile in force.
/// </summary>
internal static class Cautions
{
    private const string City = "441900";
    private const char Province = '粤';
    private const string Place = "东莞";

    /// <summary>A whole sale below this, without an area to compare it with, is an amount in 万元 typed as yuan.</summary>
    private const ulong LowestPriceFen = 1_000_000;

    /// <summary>Rights to land alone, and rights to land with what stands on it.</summary>
    private static readonly uint[] Land = [1, 2, 3, 5, 7, 9, 11, 13, 14, 15, 17, 99];
    private static readonly uint[] LandAndFixture = [4, 6, 8, 10, 12, 16, 18, 94, 99];

    /// <summary>Everything doubtful in some acts, in their order.</summary>
    /// <param name="acts">The acts.</param>
    /// <param name="pages">Pages as they stand before the acts.</param>
    public static IReadOnlyList<Caution> Of(IReadOnlyList<BuiltAct> acts, IPageReader pages)
    {
        var cautions = new List<Caution>();
        for (var i = 0; i < acts.Count; i++)
        {
            var path = acts.Count > 1 ? $"acts[{i}]." : "";
            switch (acts[i].Body)
            {
                case FirstRegistered first:
                    Opening(cautions, first.Opening, acts, pages, path + "opening");
                    break;
                case MigratedOpened migrated:
                    Opening(cautions, migrated.Opening, acts, pages, path + "opening");
                    break;
                case ContractSigned contract:
                    Contract(cautions, contract, path);
                    break;
                case TransferRecorded transfer:
                    for (var unit = 0; unit < transfer.Units.Count; unit++)
                        Certificates(cautions, transfer.Units[unit].Buyers, $"{path}units[{unit}].buyers");

                    break;
                case MortgageRegistered mortgage:
                    Certificate(cautions, mortgage.Certificate, path + "certificate");
                    break;
                case SeizureEntered seizure:
                    Division(cautions, seizure.UnitCode, path + "unit_code");
                    break;
                default:
                    break;
            }
        }

        return cautions;
    }

    private static void Opening(List<Caution> cautions, Opening opening, IReadOnlyList<BuiltAct> acts, IPageReader pages, string path)
    {
        var unit = UnitCode.Parse(opening.UnitCode);
        Division(cautions, opening.UnitCode, path + ".unit_code");
        if (!(unit.IsParcel ? Land : LandAndFixture).Contains(opening.RightType))
        {
            Add(
                cautions,
                path + ".right_type",
                $"权利类型{opening.RightType}与{(unit.IsParcel ? "宗地" : "定着物")}单元不符",
                $"right type {opening.RightType} does not fit a unit that is {(unit.IsParcel ? "a parcel" : "more than a parcel")}");
        }

        if (!IsUse(opening.Use, unit))
            Add(cautions, path + ".use", $"用途代码{opening.Use}不在用途分类中", $"the use {opening.Use} is in no classification of uses");

        foreach (var parcel in opening.Parcels)
        {
            if (pages.ReadPage(PageKeys.Title(parcel)) is null && !acts.Any(act => IsOpening(act, parcel)))
                Add(cautions, path + ".parcels", $"所在宗地{parcel}从未在本账本开簿", $"the parcel {parcel} was never opened on this ledger");
        }

        Certificates(cautions, opening.Owners, path + ".owners");
    }

    private static bool IsOpening(BuiltAct act, string unit)
        => act.Body is FirstRegistered first ? first.Opening.UnitCode == unit : act.Body is MigratedOpened migrated && migrated.Opening.UnitCode == unit;

    /// <summary>
    /// Land: GB/T 21010, 0101 to 1299 without the leading zero, or the code of the house it was made for. What stands on it: planned
    /// uses of houses, two digits from 10 to 89, with a third for their kinds.
    /// </summary>
    private static bool IsUse(uint use, UnitCode unit)
        => use is >= 10 and <= 89 || (unit.IsParcel ? use is >= 101 and <= 1299 : use is >= 100 and <= 899);

    private static void Contract(List<Caution> cautions, ContractSigned contract, string path)
    {
        if (!contract.ContractNumber.StartsWith(City, StringComparison.Ordinal))
        {
            Add(
                cautions,
                path + "contract_number",
                $"合同编号的区划{contract.ContractNumber[..6]}不是本市{City}",
                $"the contract number is of division {contract.ContractNumber[..6]}, not of this city's {City}");
        }

        for (var i = 0; i < contract.Units.Count; i++)
            Division(cautions, contract.Units[i].UnitCode, $"{path}units[{i}].unit_code");

        if (contract.PriceFen < LowestPriceFen && contract.Units.All(unit => unit.Area == 0))
        {
            Add(
                cautions,
                path + "price_fen",
                $"合同价仅{Money.FromFen(contract.PriceFen)}元且未记载面积；是否应以万元计？",
                $"the price is {Money.FromFen(contract.PriceFen)} yuan and no area is stated; was it meant in 万元?");
        }
    }

    private static void Certificates(List<Caution> cautions, RepeatedField<Holder> owners, string path)
    {
        for (var i = 0; i < owners.Count; i++)
            Certificate(cautions, owners[i].Certificate, $"{path}[{i}].certificate");
    }

    private static void Certificate(List<Caution> cautions, CertificateId? id, string path)
    {
        if (id is not { Number.Length: > 0 })
            return;

        var number = CertificateNumber.Parse(id.Number);
        if (number.Province != Province || number.Place != Place)
        {
            Add(
                cautions,
                path,
                $"证号属{number.Province}{number.Place}，不是{Province}{Place}",
                $"the certificate is of {number.Province} {number.Place}, not of {Province} {Place}");
        }
    }

    private static void Division(List<Caution> cautions, string unit, string path)
    {
        if (!unit.StartsWith(City, StringComparison.Ordinal))
            Add(cautions, path, $"单元代码的区划{unit[..6]}不是本市{City}", $"the unit code is of division {unit[..6]}, not of this city's {City}");
    }

    private static void Add(List<Caution> cautions, string field, string chinese, string english)
        => cautions.Add(new Caution { Field = field, MessageZh = chinese, MessageEn = english });
}
