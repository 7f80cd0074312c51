from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_rehearsals'),
    ]

    operations = [
        migrations.AlterField(
            model_name='event',
            name='object_type',
            field=models.CharField(choices=[('course', 'course'), ('lesson', 'lesson'), ('question', 'question'), ('quiz', 'quiz'), ('rehearsal', 'rehearsal'), ('service', 'service')], max_length=10),
        ),
        migrations.AlterField(
            model_name='event',
            name='verb',
            field=models.CharField(choices=[('initialized', 'began'), ('progressed', 'progressed'), ('answered', 'answered'), ('completed', 'completed'), ('passed', 'passed'), ('attended', 'attended'), ('commented', 'commented'), ('voided', 'took back')], max_length=20),
        ),
    ]
