namespace Ledger.Export;

/// <summary>Which columns a province requires, and which are of one shape alone (exchange of messages, field dictionary).</summary>
internal static class Columns
{
    private const string Tail = "QXDM DJJG DBR DJSJ QSZT";

    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["ZTT_GY_QLR"] = Words("YSDM BDCDYH SXH QLRMC ZJZL ZJH GJ QLRLX QXDM"),
        ["KTT_ZDJBXX"] = Words("BSM YSDM ZDDM BDCDYH ZDTZM ZL ZDMJ MJDW YT DJ JG QLLX QLXZ ZDSZD ZDSZN ZDSZX ZDSZB ZDT DAH ZT QXDM"),
        ["KTT_FW_ZRZ"] = Words("BSM YSDM BDCDYH ZDDM ZRZH XMMC JZWMC JZWGD ZZDMJ ZYDMJ ZCS DSCS DXCS GHYT FWJG ZTS ZT QXDM"),
        ["KTT_FW_LJZ"] = Words("LJZH ZRZH YSDM QXDM"),
        ["KTT_FW_C"] = Words("CH ZRZH YSDM QXDM"),
        ["KTT_FW_H"] = Words("BDCDYH FWBM YSDM ZL MJDW SHBW ZT QXDM"),
        ["QLF_QL_JSYDSYQ"] = Words($"YSDM ZDDM BDCDYH YWH QLLX DJLX DJYY SYQQSSJ SYQJSSJ BDCQZH {Tail}"),
        ["QLT_FW_FDCQ_YZ"] = Words($"YSDM BDCDYH YWH QLLX DJLX DJYY FDZL TDSYQR TDSYQSSJ TDSYJSSJ GHYT SZC ZCS JZMJ ZYJZMJ FTJZMJ BDCQZH {Tail}"),
        ["QLF_FW_FDCQ_QFSYQ"] = Words($"YSDM BDCDYH YWH QLLX DJLX DJYY JGZWBH JGZWMC JGZWSL JGZWMJ {Tail}"),
        ["QLF_QL_DYIQ"] = Words($"YSDM YWH GYDBDCDYH GYDQLR XYDBDCDYH XYDZL XYDQLR DJLX DJYY DYQNR QLQSSJ QLJSSJ BDCDJZMH {Tail}"),
        ["QLF_QL_YGDJ"] = Words($"YSDM BDCDYH YWH BDCZL YWR YGDJZL DJLX DJYY SZC ZCS JZMJ BDCDJZMH {Tail}"),
        ["QLF_QL_DYAQ"] = Words($"YSDM BDCDYH YWH DYBDCLX DYR DYFS DJLX DJYY BDBZZQSE ZWLXQSSJ ZWLXJSSJ BDCDJZMH SCYWH {Tail}"),
        ["QLF_QL_YYDJ"] = Words($"YSDM BDCDYH YWH DJLX DJYY YYSX BDCDJZMH {Tail}"),
        ["QLF_QL_CFDJ"] = Words($"YSDM BDCDYH YWH CFJG CFLX CFWJ CFWH CFQSSJ CFJSSJ CFFW {Tail}"),
        ["QLF_QL_ZXDJ"] = Words("YSDM BDCDYH YWH ZXYWH ZXSJ QXDM DJJG DBR DJSJ BZ"),
        ["QLF_QL_GZDJ"] = Words($"YSDM BDCDYH YWH DJLX DJYY GZNR {Tail}"),
        ["QLF_QL_QTXGQL"] = Words($"YSDM BDCDYH YWH QLLX DJLX DJYY QLQSSJ QLJSSJ BDCQZH {Tail}"),
        ["DJF_DJ_SQR"] = Words("YWH YSDM QXDM QLRMC QLRZJZL"),
        ["DJT_DJ_SLSQ"] = Words("YWH YSDM SQZSBS SQFBCZ QXDM SLRY SLSJ"),
        ["DJF_DJ_SJ"] = Words("YWH YSDM SJLX SJMC SJSL YS QXDM"),
        ["DJF_DJ_SH"] = Words("YWH YSDM SXH SHRYXM SHKSSJ SHJSSJ SHYJ CZJG QXDM"),
        ["DJF_DJ_DB"] = Words("YWH YSDM DBRYXM DBSJ DBYJ CZJG QXDM"),
        ["DJF_DJ_SZ"] = Words("YWH YSDM SZMC SZZH YSXLH SZRY QXDM"),
        ["DJF_DJ_FZ"] = Words("YWH YSDM FZRY FZSJ FZMC FZSL HFZSH LZRXM LZRZJLB LZRZJHM QXDM"),
        ["DJF_DJ_GD"] = Words("YWH YSDM QZHM WJJS GDSJ QXDM"),
    };

    /// <summary>Columns of the newer shape alone.</summary>
    private static readonly Dictionary<string, string[]> Newer = new(StringComparer.Ordinal)
    {
        ["ZTT_GY_QLR"] = Words("YWH QLLX QSZT DJSJ QLRTZ CBFBM FBFBM"),
        ["QLT_FW_FDCQ_YZ"] = Words("SSYWH JEDW YT YTMC SJYT FWXZMC TDSYQX"),
        ["QLF_QL_JSYDSYQ"] = Words("SSYWH YT TDSYQX JEDW"),
        ["QLF_QL_DYAQ"] = Words("SSYWH DYMJ MJDW DYQSW DBFW JEDW BZ DYRLX SFYGDJ DYQX SFCZJZHXZ ZXDBR"),
        ["QLF_QL_YGDJ"] = Words("SSYWH YTMC JEDW DBFW SFCZJZHXZ"),
        ["QLF_QL_YYDJ"] = ["SSYWH"],
        ["QLF_QL_CFDJ"] = Words("SSYWH CFQX"),
        ["QLF_QL_DYIQ"] = Words("SSYWH QLQX"),
        ["QLF_QL_ZXDJ"] = ["QLLX"],
        ["DJT_DJ_SLSQ"] = ["DJLX"],
        ["DJF_DJ_SQR"] = ["SQSJ"],
    };

    /// <summary>Columns of the older shape alone.</summary>
    private static readonly Dictionary<string, string[]> Older = new(StringComparer.Ordinal)
    {
        ["QLF_QL_DYAQ"] = ["SCYWH"],
        ["QLF_QL_YGDJ"] = ["SCYWH"],
        ["DJT_DJ_SLSQ"] = Words("DJDL DJXL"),
    };

    /// <summary>Whether a province requires a column.</summary>
    public static bool IsRequired(string table, string attribute) => Required.TryGetValue(table, out var columns) && columns.Contains(attribute);

    /// <summary>Whether a column is one of the shape.</summary>
    public static bool IsOf(bool newer, string table, string attribute)
        => !((newer ? Older : Newer).TryGetValue(table, out var other) && other.Contains(attribute));

    private static string[] Words(string text) => text.Split(' ');
}
