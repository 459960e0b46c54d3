using System.Data;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Google.Type;
using MergeProgramme.Platform.Amounts;
using Date = Google.Type.Date;

namespace MergeProgramme.Platform.Data;

/// <summary>How the well-known types stand in columns: the same text and whole numbers in SQLite and PostgreSQL.</summary>
internal static class TypeHandlers
{
    private static int registered;

    public static void Register()
    {
        if (Interlocked.Exchange(ref registered, 1) == 1)
            return;
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new DateHandler());
        SqlMapper.AddTypeHandler(new TimestampHandler());
        SqlMapper.AddTypeHandler(new MoneyHandler());
        SqlMapper.AddTypeHandler(new DecimalHandler());
        SqlMapper.AddTypeHandler(new TimeOfDayHandler());
    }

    /// <summary>TEXT, ISO 8601 (2017-12-06): compares as dates do.</summary>
    private sealed class DateHandler : SqlMapper.TypeHandler<Date>
    {
        public override Date? Parse(object value) =>
            value is string { Length: > 0 } text
                ? Calendar.DateConversions.ToDate(
                    DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
                )
                : null;

        public override void SetValue(IDbDataParameter parameter, Date? value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value is null ? DBNull.Value : $"{value.Year:D4}-{value.Month:D2}-{value.Day:D2}";
        }
    }

    /// <summary>BIGINT, microseconds since 1970-01-01T00:00:00Z.</summary>
    private sealed class TimestampHandler : SqlMapper.TypeHandler<Timestamp>
    {
        public override Timestamp Parse(object value) =>
            Instants.ToTimestamp(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));

        public override void SetValue(IDbDataParameter parameter, Timestamp? value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is null ? DBNull.Value : Instants.ToMicroseconds(value);
        }
    }

    /// <summary>BIGINT, øre.</summary>
    private sealed class MoneyHandler : SqlMapper.TypeHandler<Money>
    {
        public override Money Parse(object value)
        {
            return Ore.ToMoney(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
        }

        public override void SetValue(IDbDataParameter parameter, Money? value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is null ? DBNull.Value : Ore.Of(value);
        }
    }

    /// <summary>BIGINT, millionths.</summary>
    private sealed class DecimalHandler : SqlMapper.TypeHandler<Google.Type.Decimal>
    {
        public override Google.Type.Decimal Parse(object value) =>
            Millionths.ToDecimal(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));

        public override void SetValue(IDbDataParameter parameter, Google.Type.Decimal? value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is null ? DBNull.Value : Millionths.Of(value);
        }
    }

    /// <summary>INTEGER, minutes since midnight.</summary>
    private sealed class TimeOfDayHandler : SqlMapper.TypeHandler<TimeOfDay>
    {
        public override TimeOfDay Parse(object value)
        {
            var minutes = Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture);
            return new TimeOfDay { Hours = minutes / 60, Minutes = minutes % 60 };
        }

        public override void SetValue(IDbDataParameter parameter, TimeOfDay? value)
        {
            parameter.DbType = DbType.Int32;
            parameter.Value = value is null ? DBNull.Value : value.Hours * 60 + value.Minutes;
        }
    }
}
