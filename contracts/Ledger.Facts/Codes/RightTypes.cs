using Ledger.V1;

namespace Ledger.Facts;

/// <summary>Types of real rights, code table A.8 with the codes that practice adds, and the document issued for each.</summary>
public static class RightTypes
{
    /// <summary>The table. Codes 92 and above and the two of mortgages (23, 37) are practice, not standard, and differ between systems.</summary>
    public static CodeTable Table { get; } = new(
        new("权利类型", "right type"),
        "A.8",
        new(1, new("集体土地所有权", "collective land ownership")),
        new(2, new("国家土地所有权", "state land ownership")),
        new(3, new("国有建设用地使用权", "right to use state-owned construction land")),
        new(4, new("国有建设用地使用权/房屋（构筑物）所有权", "right to use state-owned construction land / ownership of building")),
        new(5, new("宅基地使用权", "right to use homestead land")),
        new(6, new("宅基地使用权/房屋（构筑物）所有权", "right to use homestead land / ownership of building")),
        new(7, new("集体建设用地使用权", "right to use collective construction land")),
        new(8, new("集体建设用地使用权/房屋（构筑物）所有权", "right to use collective construction land / ownership of building")),
        new(9, new("土地承包经营权", "contracted land management right")),
        new(10, new("土地承包经营权/森林、林木所有权", "contracted land management right / ownership of forest")),
        new(11, new("林地使用权", "right to use forest land")),
        new(12, new("林地使用权/森林、林木使用权", "right to use forest land / right to use forest")),
        new(13, new("草原使用权", "right to use grassland")),
        new(14, new("水域滩涂养殖权", "right to use waters and tidal flats")),
        new(15, new("海域使用权", "right to use sea area")),
        new(16, new("海域使用权/构（建）筑物所有权", "right to use sea area / ownership of structure")),
        new(17, new("无居民海岛使用权", "right to use uninhabited island")),
        new(18, new("无居民海岛使用权/构（建）筑物所有权", "right to use uninhabited island / ownership of structure")),
        new(19, new("地役权", "easement")),
        new(20, new("取水权", "water abstraction right")),
        new(21, new("探矿权", "mineral exploration right")),
        new(22, new("采矿权", "mining right")),
        new(23, new("抵押权", "mortgage")),
        new(37, new("抵押权", "mortgage")),
        new(92, new("居住权", "right of residence")),
        new(93, new("房屋租赁", "lease")),
        new(94, new("建筑物区分所有权业主共有部分", "common parts of condominium owners")),
        new(96, new("预告登记", "advance notice")),
        new(97, new("异议登记", "objection")),
        new(98, new("查封登记", "seizure")),
        new(99, new("其它权利", "other right")));

    /// <summary>Whether the code is an ownership or use right that a title page can show.</summary>
    public static bool IsTitle(uint code) => CertificateOf(code) == CertificateKind.Title;

    /// <summary>
    /// The document a registry issues for a right: a certificate (证书) for ownership and use rights, a proof (证明) for
    /// mortgage, easement, advance notice, objection and right of residence.
    /// </summary>
    /// <returns><see cref="CertificateKind.Unspecified"/> where none is issued (common parts, leases, seizures) or the code is unknown.</returns>
    public static CertificateKind CertificateOf(uint code) => code switch
    {
        19 or 23 or 37 or 92 or 96 or 97 => CertificateKind.Proof,
        93 or 94 or 98 => CertificateKind.Unspecified,
        _ => Table.Contains(code) ? CertificateKind.Title : CertificateKind.Unspecified,
    };
}
