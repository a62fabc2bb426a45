using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>F-03 证号格式: a certificate of this ledger bears the province and the place of its city.</summary>
internal static class CertificatePlace
{
    /// <summary>证号格式: the place in the number.</summary>
    public static readonly Rule F03 = CertificateYear.F03 with { Aspect = "place" };

    public static void Check(Judgement judgement, CertificateId id, string path)
    {
        if (id.Number.Length == 0)
            return;
        var number = CertificateNumber.Parse(id.Number);
        var (province, place) = judgement.City.CertificatePlace;
        if (number.Province == province && number.Place == place)
            return;
        judgement.Fail(
            F03,
            new("证号中的省市不是本账本所在城市", "the place in the certificate number is not this ledger's city"),
            new($"本市证号形如{province}（年份）{place}…", $"this city's certificates begin with {province}（year）{place}"),
            Labels.InEvent(CertificateNumber.Name, id.Number, path),
            judgement.InCity(new("省市", "province and place"), $"{province} {place}"));
    }
}
