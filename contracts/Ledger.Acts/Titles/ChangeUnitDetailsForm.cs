using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>坐落、用途、面积、年限、性质、限售变更登记</summary>
internal sealed class ChangeUnitDetailsForm()
    : ActForm<ChangeUnitDetailsRequest, UnitDetailsChanged>(
        "title", "details", new("坐落、用途、面积、年限、性质、限售变更登记", "change address, use, area, land term, nature or resale bar of a unit"))
{
    public override string Example =>
        "ledger title details --unit 441900004001GB00012F00010101 --business 202105310001 --kind use --use 20 "
        + $"--old-certificate 粤（2020）东莞不动产权第0000001号 --new-certificate 粤（2021）东莞不动产权第0000002号 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--kind", "kind", new("address、use、area、land_term、nature 或 resale_bar", "address, use, area, land_term, nature or resale_bar")),
        new("--address-change", "address_change", new("坐落变更原因代码", "reason code of the new address")),
        new("--use", "use", new("规划用途代码", "code of planned use")),
        new("--area", "area", new("建筑面积（平方米）", "built area, m²")),
        new("--inner-area", "inner_area", new("套内面积（平方米）", "inner area, m²")),
        new("--shared-area", "shared_area", new("分摊面积（平方米）", "shared area, m²")),
        new("--land-term", "land_term_last_day", new("土地使用期限末日 yyyy-MM-dd", "last day of the land term, yyyy-MM-dd")),
        new("--land-nature", "land_nature", new("权利性质代码 A.9", "nature of the land, code of A.9")),
        new("--house-nature", "house_nature", new("房屋性质代码 A.19 加1", "nature of the house, code of A.19 plus 1")),
        new("--resale-from", "resale_barred_until", new("可再转让日期 yyyy-MM-dd", "day from which it may be sold again, yyyy-MM-dd")),
        .. CertificateRenewals.Options,
    ];

    protected override UnitDetailsChanged Read(ActReader input, ChangeUnitDetailsRequest request)
    {
        var body = new UnitDetailsChanged
        {
            Recording = input.Recording(request.Recording),
            UnitCode = input.NamedUnit(request.UnitCode, "unit_code"),
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Kind = input.Known(request.Kind, "kind"),
            AddressChange = input.OptionalText<ReasonCode>(request.AddressChange, "address_change"),
            Use = request.Use,
            Area = input.Area(request.Area, "area"),
            InnerArea = input.Area(request.InnerArea, "inner_area"),
            SharedArea = input.Area(request.SharedArea, "shared_area"),
            LandTermEnd = input.OptionalDayAfter(request.LandTermLastDay, "land_term_last_day"),
            LandNature = request.LandNature,
            HouseNature = request.HouseNature,
            ResaleBarredUntil = input.OptionalDay(request.ResaleBarredUntil, "resale_barred_until"),
        };
        body.Certificates.AddRange(input.Renewals(request.Certificates));
        input.JudgedOn(PageKeys.Title(body.UnitCode));
        return body;
    }
}
